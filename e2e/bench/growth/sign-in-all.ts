import { demoPassword, demoStaff } from '@vigie/server/demo/staff';

/** Signs the whole staff in, and gives the cookie of each. */
export async function signInAll(url: string): Promise<string[]> {
  const cookies: string[] = [];
  for (const { login } of demoStaff) {
    const response = await fetch(`${url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url },
      body: JSON.stringify({ login, password: demoPassword }),
    });
    const cookie = /vigie_session=[^;]+/.exec(response.headers.get('set-cookie') ?? '')?.[0];
    if (!cookie) throw new Error(`${login} was not signed in: ${String(response.status)}`);
    cookies.push(cookie);
  }
  return cookies;
}

import { describe, expect, test } from 'vitest';
import { guardedLookup, mayCall, mayReach, type CallRules } from './callable.ts';

const rules: CallRules = {
  hosts: new Set(['hooks.example', '10.1.2.3', 'localhost']),
  private: false,
  loopbackOnly: false,
};
const demo: CallRules = { hosts: new Set(), private: false, loopbackOnly: true };

describe('[ACCESS-1] a webhook reaches named hosts alone', () => {
  test.each([
    ['https://hooks.example/vigie', true],
    ['http://HOOKS.example:8080/', true],
    ['https://other.example/', false],
    ['https://hooks.example.evil.example/', false],
    ['https://hooks.example@evil.example/', false],
    ['https://user:pw@hooks.example/', false],
    ['file:///etc/passwd', false],
    ['ftp://hooks.example/', false],
    ['http://10.1.2.3/', false],
    ['http://2130706433/', false],
    ['not an address', false],
  ])('%s: %s', (url, allowed) => {
    expect(mayCall(url, rules)).toBe(allowed);
  });

  test('a private host is called where the operator allows both', () => {
    expect(mayCall('http://10.1.2.3/', { ...rules, private: true })).toBe(true);
  });

  test.each([
    ['127.0.0.1', false],
    ['10.0.0.1', false],
    ['172.16.9.9', false],
    ['192.168.1.1', false],
    ['169.254.169.254', false],
    ['100.64.0.1', false],
    ['0.0.0.0', false],
    ['::1', false],
    ['fd00::1', false],
    ['fe80::1', false],
    ['::ffff:10.0.0.1', false],
    ['93.184.216.34', true],
    ['2606:2800:220:1::1', true],
  ])('in production, what resolves to %s may be reached: %s', (address, allowed) => {
    expect(mayReach(address, rules)).toBe(allowed);
  });

  test('a named host that resolves to this machine is refused at the call', async () => {
    const outcome = await new Promise((settle) =>
      guardedLookup(rules)('localhost', {}, (error) => settle(error?.code ?? 'reached')),
    );
    expect(outcome).toBe('ADDRESS_NOT_ALLOWED');
  });

  test('[RUN-1] the demonstration calls this machine alone', () => {
    expect(mayCall('http://127.0.0.1:9/', demo)).toBe(true);
    expect(mayCall('http://localhost:9/', demo)).toBe(true);
    expect(mayCall('http://[::1]:9/', demo)).toBe(true);
    expect(mayCall('https://hooks.example/', demo)).toBe(false);
    expect(mayReach('93.184.216.34', demo)).toBe(false);
  });
});

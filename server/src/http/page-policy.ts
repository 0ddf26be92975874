import { readFileSync } from 'node:fs';

/** Directives of a Content-Security-Policy, each with its sources. */
export type PolicyDirectives = Record<string, string[]>;

const nothing: PolicyDirectives = { 'default-src': ["'none'"] };

/**
 * The policy that the built page asks for itself, with the hashes of its own scripts; as a header it
 * covers every answer, and forbids framing, which a page cannot forbid by itself.
 */
export function pagePolicy(pageFile: string | null): PolicyDirectives {
  const page = pageFile === null ? '' : readFileSync(pageFile, 'utf8');
  const content = /http-equiv="content-security-policy"\s+content="([^"]+)"/i.exec(page)?.[1];
  const directives = content === undefined ? nothing : parsePolicy(content);
  return { ...directives, 'frame-ancestors': ["'none'"] };
}

function parsePolicy(content: string): PolicyDirectives {
  const parts = content.split(';').map((part) => part.trim().split(/\s+/));
  return Object.fromEntries(
    parts.flatMap(([name, ...sources]): [string, string[]][] => (name ? [[name, sources]] : [])),
  );
}

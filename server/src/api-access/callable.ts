import { BlockList, isIP } from 'node:net';
import type { LookupFunction } from 'node:net';
import { lookup } from 'node:dns';

/** Whom this installation may call. */
export interface CallRules {
  /** Hosts that the operator named. */
  readonly hosts: ReadonlySet<string>;
  /** Whether a named host may stand on this machine or in a private network. */
  readonly private: boolean;
  /** The demonstration calls nobody but this machine (RUN-1). */
  readonly loopbackOnly: boolean;
}

const loopback = blockList([
  ['127.0.0.0', 8, 'ipv4'],
  ['::1', 128, 'ipv6'],
]);
/** This machine, private networks, links, carriers, test nets, multicast: nothing that a stranger may make us call. */
const inner = blockList([
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 127, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
]);

/** True where the address may be called at all, by its name alone; what it resolves to is judged at the call. */
export function mayCall(text: string, rules: CallRules): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (!/^https?:$/.test(protocol) || username + password !== '') return false;
  const host = bare(hostname);
  const named = rules.loopbackOnly ? isLoopbackName(host) : rules.hosts.has(host);
  return named && (isIP(host) === 0 || mayReach(host, rules));
}

/** True where a resolved address may be connected to. */
export function mayReach(address: string, { private: allowed, loopbackOnly }: CallRules): boolean {
  const [ip, family] = plain(address);
  if (loopbackOnly) return loopback.check(ip, family);
  return allowed || !inner.check(ip, family);
}

/** Resolves a name and refuses what may not be reached: the name's owner may answer otherwise each time. */
export function guardedLookup(rules: CallRules): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, '', 0);
      const [first] = found.filter(({ address }) => mayReach(address, rules));
      if (!first) return callback(new ForbiddenAddress(hostname), '', 0);
      if (options.all) return callback(null, [first]);
      return callback(null, first.address, first.family);
    });
  };
}

/** A host that resolves to where this installation may not call. */
class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
  readonly code = 'ADDRESS_NOT_ALLOWED';
}

function isLoopbackName(host: string): boolean {
  return host === 'localhost' || (isIP(host) !== 0 && loopback.check(...plain(host)));
}

/** An IPv4 address that is dressed as IPv6 is the IPv4 address. */
function plain(address: string): [ip: string, family: 'ipv4' | 'ipv6'] {
  const dressed = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (dressed !== undefined) return [dressed, 'ipv4'];
  return [address, isIP(address) === 6 ? 'ipv6' : 'ipv4'];
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

function blockList(nets: readonly [string, number, 'ipv4' | 'ipv6'][]): BlockList {
  const list = new BlockList();
  for (const [net, prefix, family] of nets) list.addSubnet(net, prefix, family);
  return list;
}

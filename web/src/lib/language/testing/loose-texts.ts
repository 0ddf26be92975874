import { parse } from 'svelte/compiler';

/** A piece of text that stands in the code itself, where a message was expected. */
export interface LooseText {
  readonly text: string;
  readonly line: number;
}

interface Node {
  readonly type: string;
  readonly start?: number;
  readonly [part: string]: unknown;
}

/** Attributes of elements that people read or hear. */
const saidAttributes = new Set([
  ...['title', 'alt', 'placeholder', 'label', 'aria-label', 'aria-description'],
  ...['aria-roledescription', 'aria-valuetext', 'aria-placeholder'],
]);

/** Never for people: types, what is imported from where, faults for programmers, styles. */
const unread = new Set([
  ...['ImportDeclaration', 'ExportNamedDeclaration.source', 'ExportAllDeclaration'],
  ...[
    'TSTypeAliasDeclaration',
    'TSInterfaceDeclaration',
    'TSTypeAnnotation',
    'TSAsExpression.typeAnnotation',
  ],
  ...[
    'TSTypeParameterInstantiation',
    'TSSatisfiesExpression.typeAnnotation',
    'ThrowStatement',
    'StyleSheet',
  ],
]);

/**
 * What a component or a module says to people by itself instead of by a message: text between tags, in
 * attributes that are read or heard, and strings that look like words of a person.
 */
export function looseTexts(source: string, file: string): LooseText[] {
  const isComponent = file.endsWith('.svelte');
  const code = isComponent ? source : `<script lang="ts">${source}</script>`;
  const found: LooseText[] = [];
  walk(parse(code, { modern: true }) as unknown as Node, (node, said) => {
    const text = textOf(node);
    const isLoose = said ? /\p{L}/u.test(text) : looksSaid(text);
    if (isLoose) found.push({ text: text.trim(), line: lineOf(code, node.start ?? 0) });
  });
  return found;
}

type Visit = (node: Node, said: boolean) => void;

function walk(node: Node, visit: Visit, said = false): void {
  if (unread.has(node.type)) return;
  if (node.type === 'Text') return void visit(node, true);
  if (node.type === 'Literal' || node.type === 'TemplateElement') return void visit(node, said);
  if (node.type === 'Attribute') return walkAttribute(node, visit);
  for (const [part, value] of Object.entries(node)) {
    if (unread.has(`${node.type}.${part}`) || isName(node, part)) continue;
    for (const child of nodesOf(value)) walk(child, visit, said && isChoice(node, part));
  }
}

/** Of an attribute that is read or heard every word counts; of another, and of components, what looks said. */
function walkAttribute({ name, value }: Node, visit: Visit): void {
  if (name === 'class' || name === 'style') return;
  const isSaid = saidAttributes.has(String(name));
  for (const child of nodesOf(value)) {
    if (child.type === 'Text') visit(child, isSaid);
    else walk(child, visit, isSaid);
  }
}

/** Names of things, not words: keys of objects, members in brackets. */
function isName({ type, computed }: Node, part: string): boolean {
  if (part === 'key') return (type === 'Property' || type === 'PropertyDefinition') && !computed;
  return type === 'MemberExpression' && part === 'property';
}

/** Through these parts the words of an expression become its value. */
function isChoice({ type }: Node, part: string): boolean {
  const passes: Record<string, readonly string[]> = {
    ExpressionTag: ['expression'],
    ConditionalExpression: ['consequent', 'alternate'],
    LogicalExpression: ['right'],
    TemplateLiteral: ['quasis'],
  };
  return passes[type]?.includes(part) ?? false;
}

/** Sentences, French letters, and words that begin in capitals; identifiers and codes do not look so. */
function looksSaid(text: string): boolean {
  if (/[À-ÖØ-öø-ÿŒœ«»’…]/.test(text)) return true;
  if (/^\s*[A-Z][a-z]+(?:[\s,:.]|$)/.test(text)) return true;
  return /(?:^|\s)\p{L}{2,},?\s+\p{L}+/u.test(text);
}

function textOf({ type, value, data }: Node): string {
  if (type === 'Text') return wordsOf(data);
  if (type === 'Literal') return wordsOf(value);
  return wordsOf((value as { readonly cooked?: unknown }).cooked);
}

function wordsOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function nodesOf(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesOf);
  return typeof value === 'object' && value !== null && 'type' in value ? [value as Node] : [];
}

function lineOf(code: string, start: number): number {
  return code.slice(0, start).split('\n').length;
}

/** A single-page application: the server sends one shell and JSON; there is nothing to prerender. */
export const ssr = false;
export const prerender = false;

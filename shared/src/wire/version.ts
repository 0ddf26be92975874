/** Version of all that crosses the socket. A client of another version is asked to reload (SYNC-7). */
export const wireVersion = 4;

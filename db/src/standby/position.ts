/** A place in the journal of a database: so many bytes into a generation of it, its head included. */
export interface Position {
  readonly generation: string;
  readonly offset: number;
}

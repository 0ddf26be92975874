/** The part of pino that mail uses. What goes in are ids, counts and codes, never words or addresses (ACCESS-5). */
export interface MailLogger {
  info(context: object, message: string): void;
  warn(context: object, message: string): void;
  error(context: object, message: string): void;
}

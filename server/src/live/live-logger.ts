/** The part of pino that the live rooms use. Never given content of mails or messages (ACCESS-5). */
export interface LiveLogger {
  info(context: object, message: string): void;
  warn(context: object, message: string): void;
  error(context: object, message: string): void;
}

import { pino, type DestinationStream, type Logger } from 'pino';

/** An error as a log line may carry it: where it happened and of what kind, never its words. */
interface LoggedError {
  readonly type: string;
  readonly code?: string;
  readonly message?: string;
  readonly at: readonly string[];
  readonly cause?: LoggedError;
}

/** Kinds of errors whose messages are made of our own words, or of the system's, only. */
const plainKinds = new Set(['StorageFull', 'StorageFailed', 'SqliteError']);
const framesLogged = 8;
const causesLogged = 4;

/**
 * Makes the log (ACCESS-5). Messages of errors may repeat what somebody wrote, as those of a query
 * repeat its values, so that only the kind, the code and the place of an error are written down.
 */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const options = {
    level,
    base: null,
    serializers: {
      err: (error: unknown) => loggedError(error),
      // An address holds what was searched for, and headers hold the session.
      req: ({ method }: { method?: string }) => ({ method }),
      res: ({ statusCode }: { statusCode?: number }) => ({ statusCode }),
    },
    timestamp: pino.stdTimeFunctions.isoTime,
  };
  return destination ? pino(options, destination) : pino(options);
}

function loggedError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, at: [] };
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const isPlain = plainKinds.has(error.name) || 'syscall' in error;
  const hasCause = error.cause !== undefined && depth < causesLogged;
  return {
    type: error.name === 'Error' ? error.constructor.name : error.name,
    ...(code === null ? {} : { code }),
    ...(isPlain ? { message: error.message } : {}),
    at: framesOf(error),
    ...(hasCause ? { cause: loggedError(error.cause, depth + 1) } : {}),
  };
}

/** The stack behind the message, whatever the message looks like. */
function framesOf({ stack = '', message }: Error): string[] {
  const frames = stack.slice(stack.indexOf(message) + message.length).split('\n');
  const places = frames.map((line) => line.trim()).filter((line) => line.startsWith('at '));
  return places.slice(0, framesLogged);
}

import { z } from 'zod';

const ms = z.int();

/**
 * How the standby stands, as the server sees it (RUN-4): shipping is off, none has come yet, it makes its
 * first copy, it follows, it is late, or it has fallen silent.
 */
export const standbyStates = ['off', 'none', 'copying', 'following', 'late', 'away'] as const;

export const standbyStatusSchema = z.object({
  state: z.enum(standbyStates),
  /** Where it is reached. */
  address: z.string().nullable(),
  /** What would be lost if the server ended at this instant: so many events … */
  lagSeq: z.int().nonnegative(),
  /** … committed within so many ms. */
  lagMs: z.int().nonnegative(),
  contactAt: ms.nullable(),
});
export type StandbyStatus = z.infer<typeof standbyStatusSchema>;

/** Shipping is not set up. */
export const noStandby: StandbyStatus = {
  ...{ state: 'off', address: null, lagSeq: 0, lagMs: 0, contactAt: null },
};

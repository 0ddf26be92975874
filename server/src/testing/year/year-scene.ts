import type { Random } from '@vigie/shared/chance/random';
import type { DutyBoard } from './duty-board.ts';
import type { LetterStock } from './letter-stock.ts';
import type { YearDesk } from './year-desk.ts';
import type { YearPost } from './year-post.ts';

/** All that the lives of a year share. */
export interface YearScene {
  readonly desk: YearDesk;
  readonly board: DutyBoard;
  readonly post: YearPost;
  readonly stock: LetterStock;
  readonly random: Random;
}

/** What stands here may not follow that server; trying again changes nothing by itself. */
export class NotFollowable extends Error {
  override readonly name = 'NotFollowable';
  readonly state: 'foreign' | 'newer';

  constructor(state: NotFollowable['state'], message: string) {
    super(message);
    this.state = state;
  }
}

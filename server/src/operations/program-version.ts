import about from '../../package.json' with { type: 'json' };

/** The version of this program, as backups and the health page tell it. */
export const programVersion: string = about.version;

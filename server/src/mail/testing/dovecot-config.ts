/** What a throw-away Dovecot is told: where it lives, where it listens, as whom it runs. */
export interface DovecotSetting {
  readonly folder: string;
  readonly user: string;
  readonly group: string;
  readonly imapPort: number;
  readonly lmtpPort: number;
}

/** The configuration for this version: 2.4 gave nearly every setting another name. */
export function dovecotConfig(version: string, setting: DovecotSetting): string {
  return /^2\.[0-3]\./.test(version) ? config23(setting) : config24(setting);
}

/** One user with one password; everything private, on loopback, as one unprivileged user, without TLS. */
function config23({ folder, user, group, ...ports }: DovecotSetting): string {
  return `
disable_plaintext_auth = no
mail_location = maildir:~/Maildir
passdb {
  driver = passwd-file
  args = username_format=%n ${folder}/users
}
userdb {
  driver = static
  args = uid=${user} gid=${group} home=${folder}/home/%n
}
protocols = imap lmtp
${common({ folder, user, group, ...ports })}`;
}

function config24({ folder, user, group, ...ports }: DovecotSetting): string {
  return `dovecot_config_version = 2.4.0
dovecot_storage_version = 2.4.0
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = ~/Maildir
mail_uid = ${user}
mail_gid = ${group}
mail_home = ${folder}/home/%{user | username}
passdb passwd-file {
  passwd_file_path = ${folder}/users
  auth_username_format = %{user | username}
}
userdb static {
  fields {
    uid = ${user}
    gid = ${group}
    home = ${folder}/home/%{user | username}
  }
}
protocols {
  imap = yes
  lmtp = yes
}
${common({ folder, user, group, ...ports })}`;
}

function common({ folder, user, group, imapPort, lmtpPort }: DovecotSetting): string {
  return `
listen = 127.0.0.1
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot.log
ssl = no
auth_mechanisms = plain login
default_internal_user = ${user}
default_internal_group = ${group}
default_login_user = ${user}
mail_max_userip_connections = 100
first_valid_uid = 1
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${String(imapPort)}
  }
  inet_listener imaps {
    port = 0
  }
}
service lmtp {
  user = ${user}
  inet_listener lmtp {
    port = ${String(lmtpPort)}
  }
}
service auth-worker {
  user = ${user}
}
`;
}

import {
  backupStates,
  type OperationsStatus,
  type OutsideStatus,
} from '@vigie/shared/operations/operations-status';
import { standbyStates } from '@vigie/shared/operations/standby-status';
import { Gauge, type Registry } from 'prom-client';

/** Figures of the service itself: its version, its backups, and whether it gets through to the outside (RUN-3). */
export function gaugeOperations(registry: Registry, status: () => OperationsStatus): void {
  gaugeVersion(registry, status);
  gaugeBackups(registry, status);
  gaugeOutside(registry, status);
  gaugeStandby(registry, status);
}

function gaugeVersion(registry: Registry, status: () => OperationsStatus): void {
  new Gauge({
    name: 'vigie_build_info',
    help: 'The version of the program that runs.',
    labelNames: ['version'],
    registers: [registry],
    collect() {
      this.set({ version: status().version }, 1);
    },
  });
}

function gaugeBackups(registry: Registry, status: () => OperationsStatus): void {
  new Gauge({
    name: 'vigie_backup_state',
    help: 'How the backups stand: 1 for the state that is so.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { state } = status().backup;
      for (const name of backupStates) this.set({ state: name }, name === state ? 1 : 0);
    },
  });
  new Gauge({
    name: 'vigie_backup_last_timestamp_seconds',
    help: 'The instant of the newest whole backup; 0 where there is none.',
    registers: [registry],
    collect() {
      this.set((status().backup.last?.at ?? 0) / 1_000);
    },
  });
  new Gauge({
    name: 'vigie_backup_last_bytes',
    help: 'The size of the newest whole backup.',
    registers: [registry],
    collect() {
      this.set(status().backup.last?.bytes ?? 0);
    },
  });
}

function gaugeOutside(registry: Registry, status: () => OperationsStatus): void {
  const all = (): [string, OutsideStatus][] => {
    const { deadman, alertCommand } = status();
    return [
      ['deadman', deadman],
      ['alert_command', alertCommand],
    ];
  };
  new Gauge({
    name: 'vigie_outside_last_success_timestamp_seconds',
    help: 'When it last got through to the outside; 0 for never.',
    labelNames: ['what'],
    registers: [registry],
    collect() {
      for (const [what, { lastSuccessAt }] of all())
        this.set({ what }, (lastSuccessAt ?? 0) / 1_000);
    },
  });
  new Gauge({
    name: 'vigie_outside_failing',
    help: '1 while its last try failed.',
    labelNames: ['what'],
    registers: [registry],
    collect() {
      for (const [what, one] of all()) this.set({ what }, isFailing(one) ? 1 : 0);
    },
  });
}

function gaugeStandby(registry: Registry, status: () => OperationsStatus): void {
  new Gauge({
    name: 'vigie_standby_state',
    help: 'How the standby stands: 1 for the state that is so.',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      const { state } = status().standby;
      for (const name of standbyStates) this.set({ state: name }, name === state ? 1 : 0);
    },
  });
  new Gauge({
    name: 'vigie_standby_lag_seq',
    help: 'Events that are not on the standby yet.',
    registers: [registry],
    collect() {
      this.set(status().standby.lagSeq);
    },
  });
  new Gauge({
    name: 'vigie_standby_lag_seconds',
    help: 'Age of the oldest commit that is not on the standby yet.',
    registers: [registry],
    collect() {
      this.set(status().standby.lagMs / 1_000);
    },
  });
}

function isFailing({ lastSuccessAt, lastFailure }: OutsideStatus): boolean {
  return lastFailure !== null && lastFailure.at >= (lastSuccessAt ?? 0);
}

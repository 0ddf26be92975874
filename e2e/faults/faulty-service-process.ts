// The service under faults in a process of its own, which can be killed as by a power cut.
import type { ServiceSetting } from '../product/production-service.ts';
import { startFaultyService } from './faulty-service.ts';

// The parent wrote it: its shape is the parent's type.
const setting = JSON.parse(process.argv[2] ?? '{}') as ServiceSetting;
await startFaultyService(setting);
process.send?.('ready');
process.on('disconnect', () => process.exit(0));

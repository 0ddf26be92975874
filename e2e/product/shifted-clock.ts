// Loaded before the service by tests that set its clock: it lives as much later as a file says when it starts.
import { readFileSync } from 'node:fs';

const shiftMs = Number(readFileSync(process.env['E2E_CLOCK_FILE'] ?? '', 'utf8'));
const now = Date.now;
Date.now = () => now() + shiftMs;

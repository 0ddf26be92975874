import { z } from 'zod';

// The content policy forbids code made at run time; without this zod would try it and be reported.
z.config({ jitless: true });

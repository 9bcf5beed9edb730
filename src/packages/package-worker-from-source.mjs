// Run from the sources, a thread needs a loader for TypeScript of its own before it can load package-worker.ts.
import { register } from 'tsx/esm/api';

register();
await import('./package-worker.ts');

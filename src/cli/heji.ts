import { runCommandLine } from './command-line.ts';
import { processTerminal } from './terminal.ts';

// A reader such as head that has seen enough is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal);

import { createHash, createHmac, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../engine/engine.ts';
import { createFile } from '../workspace/atomic-file.ts';

/**
 * Turns numbers and names into hashes under a key that stays in the workspace, so that the ledger can tell that a number is the same without
 * holding it. Without the key, 18-digit numbers could be found by trying them all.
 */
export class AliasKey {
  readonly #key: Buffer;

  private constructor(key: Buffer) {
    this.#key = key;
  }

  static open(ledgerFolder: string): AliasKey {
    const path = join(ledgerFolder, 'alias.key');
    if (!existsSync(path)) createFile(path, randomBytes(32).toString('hex'));
    return new AliasKey(Buffer.from(readFileSync(path, 'utf8').trim(), 'hex'));
  }

  hash(kind: string, value: string): string {
    return `${kind}:${createHmac('sha256', this.#key).update(`${kind}:${value}`).digest('hex').slice(0, 32)}`;
  }

  /** Defines `ledger_hash(kind, value)` in an engine: the same hashes without leaving it. A null has none. */
  async define(engine: Engine): Promise<void> {
    const inner = `sha256(${blob(this.#pad(0x36))} || encode(kind || ':' || value))`;
    const outer = `sha256(${blob(this.#pad(0x5c))} || unhex(${inner}))`;
    await engine.run(`create or replace macro ledger_hash(kind, value) as kind || ':' || left(${outer}, 32)`);
  }

  /** The key as HMAC (RFC 2104) mixes it with a byte; keys here are shorter than the hash's block of 64 bytes. */
  #pad(byte: number): Buffer {
    const padded = Buffer.alloc(64);
    this.#key.copy(padded);
    return Buffer.from(padded.map((own) => own ^ byte));
  }
}

const blob = (bytes: Buffer): string => `unhex('${bytes.toString('hex')}')`;

/** A finding is the same problem when check, subject and occurrence are. */
export const fingerprintOf = (check: string, subject: string, occurrence: string | null): string =>
  createHash('sha256')
    .update(JSON.stringify([check, subject, occurrence]))
    .digest('hex')
    .slice(0, 32);

import { z } from 'zod';

/** An object that knows no other keys, and says which it knows. */
export function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: (issue) => {
      if (issue.code !== 'unrecognized_keys') return undefined;
      return `不认识 ${issue.keys.join('、')}，可以用的有 ${Object.keys(shape).join('、')}`;
    },
  });
}

/** What a union of objects says of a discriminator that none of them has. */
export function oneOf(discriminator: string, ...allowed: string[]) {
  return {
    error: (issue: { code?: string }) => (issue.code === 'invalid_union' ? `${discriminator} 要写 ${allowed.join('、')} 之一` : undefined),
  };
}

export const text = z.string().min(1);
export const key = z.string().regex(/^([a-z][a-z0-9_]*|#)$/, '列键用小写字母、数字和下划线，或用 # 表示序号');
export const queryFile = z.string().regex(/^[a-z0-9-]+\.sql$/, '查询文件名形如 schools.sql，用小写字母、数字和连字符');
/** One line, or several under each other. */
export const signOff = z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(text).min(1));

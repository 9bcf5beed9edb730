import { type HandlingCode, handlingTexts, protectedTexts } from './texts.ts';

/** Since the absence began: nobody reached though tried, nobody tried, or a guardian reached. Null: the check does not ask. */
export type ContactState = 'failed' | 'none' | 'reached' | null;

export interface AdviceCase {
  /** Whether a dropped-out, missing, detained, suspended or specially placed pupil is concerned; when in doubt, yes. */
  readonly protected: boolean;
  readonly contactState: ContactState;
}

/**
 * 处理建议 of a finding.
 * @throws Error for a code without a text: a mistake in a check, found by its test.
 */
export function howToFix(code: string, { protected: isProtected, contactState }: AdviceCase): string {
  if (!isHandlingCode(code)) throw new Error(`no handling text ${code}`);
  if (code === 'H07') return markingText(contactState);
  return isProtected && code in protectedTexts ? protectedTexts[code as keyof typeof protectedTexts] : handlingTexts[code];
}

const isHandlingCode = (code: string): code is HandlingCode => Object.hasOwn(handlingTexts, code);

const [callFirst, markAndReport] = handlingTexts.H07.split('；') as [string, string];

/** 疑似辍学 may be marked only where the guardian cannot be reached; where nobody tried, trying comes first. */
function markingText(contactState: ContactState): string {
  if (contactState === 'failed') return handlingTexts.H07;
  if (contactState === 'none') {
    const mark = markAndReport.replace('在学籍系统做“疑似辍学”标注', '先联系监护人并登记结果，仍无法联系的做疑似辍学标注');
    return `${callFirst}；${mark}`;
  }
  return `${callFirst}。`;
}

const forbidden: readonly RegExp[] = [
  /(?:注销|删除|取消)(?:其|该生|该学生|他|她)?的?学籍/,
  /学籍(?:予以|应予)?(?:注销|删除|取消)/,
  /核减|退学|清退|劝退|开除/,
  /按程序[“"「'‘]?删除/,
];

/**
 * The first words of a text that must not be said of a protected pupil; null when there are none.
 * H16 as a whole sentence is the exception: it pursues those who did it. A part of it is not.
 */
export function findForbiddenAdvice(text: string): string | null {
  const rest = text.replaceAll(handlingTexts.H16, '').replace(/[\s\u200b-\u200d\ufeff]/g, '');
  for (const pattern of forbidden) {
    const found = pattern.exec(rest);
    if (found) return found[0];
  }
  return null;
}

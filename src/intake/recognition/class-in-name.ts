/** The grade and the class that a name or a title gives, as written; what they mean is for staging to say. */
export interface ClassInName {
  readonly grade: string | null;
  readonly className: string | null;
}

const nothing: ClassInName = { grade: null, className: null };

const NUMBER = '(?:\\d{1,2}|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])';
const GRADE = `(?<!\\d)(?:(?:初中?|高中?)?${NUMBER}年级|[初高小][一二三四五六]|(?:小学|初中|高中)?20\\d\\d级)`;
/** Those who await a class are a list of their own. */
const CLASS = `(?:(?:[(]${NUMBER}[)]|${NUMBER})班|(?:待|未|暂未|尚未)分班)`;
/** 三年级2班, 初二(3)班, 2024级1班. */
const BOTH = new RegExp(`(${GRADE})(${CLASS})`, 'g');
/** 三(1)班: a bracket right behind the grade's number. */
const BRACKETED = new RegExp(`(?<![\\d一二三四五六七八九十第])(${NUMBER})[(](${NUMBER})[)]班`, 'g');
const GRADE_ALONE = new RegExp(`(?<![\\d一二三四五六七八九十第])((?:初中?|高中?)?${NUMBER}年级|[初高][一二三](?![中小级]))`, 'g');
const CLASS_LABEL = new RegExp(`班级?名?称?:(${CLASS}|${NUMBER}(?!\\d))`);
const CLASS_ALONE = new RegExp(`^${CLASS}$`);
/** 301 and 3.1 say something only where they are the whole name: elsewhere they are dates and amounts. */
const CODE = /^([1-9])(0[1-9]|[1-3]\d)班?$/;
const DOTTED = /^(\d{1,2})[.\-_](\d{1,2})班?$/;
const BRACKETED_NAME = new RegExp(`^(${NUMBER})[(](${NUMBER})[)]$`);
const SHORT = new RegExp(`^([初高小][一二三四五六])(${NUMBER})$`);
/** Whatever names a grade or a class has one of these. */
const CLASS_WORD = /[级班初高]/;
/** 一至三年级, 三、四年级: several grades are none. */
const SEVERAL = new RegExp(`${NUMBER}(?:年级)?[至到~\\-—、,和及与/]+(?:[初高小])?${NUMBER}(?:年级|[(]|班)`);

/** The one class that a title speaks of (三年级（2）班学生名单); nothing where it speaks of several. */
export function classInTitle(text: string): ClassInName {
  if (!CLASS_WORD.test(text)) return nothing;
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  if (SEVERAL.test(plain)) return nothing;
  const both = single([...plain.matchAll(BOTH)].map(([, grade = '', name = '']) => ({ grade, className: name })));
  if (both !== 'none') return both;
  const bracketed = single([...plain.matchAll(BRACKETED)].map(([, grade = '', name = '']) => ({ grade, className: `${name}班` })));
  if (bracketed !== 'none') return bracketed;
  const grades = single([...plain.matchAll(GRADE_ALONE)].map(([, grade = '']) => ({ grade, className: null })));
  return { grade: grades === 'none' ? null : grades.grade, className: CLASS_LABEL.exec(plain)?.[1] ?? null };
}

/** The class that a sheet, or a file without its extension, is named after: also 301, 3.1, 初二3, 2班. */
export function classInName(name: string): ClassInName {
  const plain = name.normalize('NFKC').replace(/\s/g, '');
  const code = CODE.exec(plain);
  if (code) return known(code[1], code[2]);
  const dotted = DOTTED.exec(plain);
  if (dotted) return within(dotted[1], 12) && within(dotted[2], 40) ? known(dotted[1], dotted[2]) : nothing;
  const short = SHORT.exec(plain) ?? BRACKETED_NAME.exec(plain);
  if (short) return { grade: short[1] ?? null, className: `${short[2]}班` };
  if (CLASS_ALONE.test(plain)) return { grade: null, className: plain };
  return classInTitle(plain);
}

const known = (grade = '', number = ''): ClassInName => ({ grade: `${Number(grade)}年级`, className: `${Number(number)}班` });
const within = (text = '', most: number): boolean => Number(text) >= 1 && Number(text) <= most;

function single(found: readonly ClassInName[]): ClassInName | 'none' {
  const [first] = found;
  if (!first) return 'none';
  return found.every(({ grade, className }) => grade === first.grade && className === first.className) ? first : nothing;
}

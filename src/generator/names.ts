import { Random, WeightedList } from './random.ts';

/** Weights are about the surname's share of the population, in tenths of a percent. */
const surnames = new WeightedList<string>(
  Object.entries({
    王: 76,
    李: 75,
    张: 70,
    刘: 58,
    陈: 37,
    杨: 33,
    赵: 32,
    孙: 25,
    周: 20,
    吴: 20,
    徐: 17,
    马: 16,
    朱: 14,
    胡: 13,
    郭: 13,
    何: 12,
    高: 12,
    林: 12,
    罗: 11,
    郑: 11,
    于: 11,
    梁: 10,
    宋: 10,
    谢: 9,
    唐: 9,
    韩: 9,
    曹: 8,
    许: 8,
    邓: 8,
    冯: 8,
    姜: 8,
    崔: 7,
    程: 7,
    田: 7,
    董: 7,
    潘: 6,
    袁: 6,
    蔡: 6,
    蒋: 6,
    余: 6,
    杜: 6,
    叶: 6,
    魏: 6,
    苏: 6,
    吕: 5,
    丁: 5,
    任: 5,
    卢: 5,
    姚: 5,
    沈: 5,
    钟: 5,
    关: 5,
    佟: 3,
    付: 4,
    邹: 4,
    石: 4,
    谭: 4,
    廖: 4,
    范: 4,
    汪: 4,
    陆: 4,
    金: 4,
    贾: 4,
    夏: 4,
    白: 3,
    孟: 3,
    秦: 3,
    侯: 3,
    江: 3,
    尹: 3,
    薛: 3,
    闫: 3,
    段: 3,
    雷: 3,
    侍: 1,
    那: 1,
    富: 1,
    欧阳: 1,
    上官: 1,
    司马: 1,
    诸葛: 1,
    东方: 1,
  }),
);

const KOREAN_SURNAMES = ['金', '朴', '李', '崔', '郑', '尹'];

const given = {
  '1': {
    common: ['梓轩', '浩宇', '子轩', '宇轩', '浩然', '博文', '俊杰', '子涵', '一鸣', '铭泽'],
    first: [...'子浩宇俊博文天明建志家泽睿铭晨旭凯嘉奕昊思承逸景鹏佳海振永立'],
    second: [...'轩宇涵杰然文泽晨阳辉鹏飞豪涛博宁睿航洋霖鑫龙恒昕毅诚瑞达峰源'],
  },
  '2': {
    common: ['梓涵', '欣怡', '诗涵', '子涵', '雨桐', '可馨', '一诺', '依诺', '佳怡', '梦瑶'],
    first: [...'梓欣诗雨可一佳梦思语紫若静雅婉心芷艺晓美慧丹馨彤瑞妍春玉秋海'],
    second: [...'涵怡桐馨诺瑶萱琪彤雯颖婷妍悦宁菲雪莹月蕾琳曦霏淇瑜洁丽燕芳华'],
  },
} as const;

const SINGLE = [...'伟强磊洋勇军杰娟艳敏静丽超雪琳浩宁悦'];
/** In the standard's third list or its extension blocks: not every system can print them. */
const RARE = ['䶮', '𬭎', '㛃', '喆', '堃', '翀', '骉', '垚'];

const UYGHUR_GIVEN = {
  '1': ['艾力', '买买提', '阿卜杜拉', '吐尔逊', '玉素甫'],
  '2': ['阿依古丽', '古丽娜尔', '热依汗', '麦尔哈巴', '帕提古丽'],
};
const UYGHUR_FATHERS = ['买买提', '艾合买提', '吾斯曼', '阿卜杜热合曼', '图尔荪', '依明'];

export interface NewName {
  readonly surname: string;
  readonly name: string;
  /** Code of the list `ethnicity`. */
  readonly ethnicity: string;
}

function givenName(random: Random, sex: '1' | '2'): string {
  const pool = given[sex];
  const kind = random.next();
  if (kind < 0.12) return random.pick(SINGLE);
  if (kind < 0.125) return random.pick(RARE);
  if (kind < 0.24) return random.pick(pool.common);
  return random.pick(pool.first) + random.pick(pool.second);
}

/** A new-born's name, of a family of any people of the county. */
export function newName(random: Random, sex: '1' | '2'): NewName {
  const people = random.next();
  if (people < 0.003) {
    return { surname: '', name: `${random.pick(UYGHUR_GIVEN[sex])}·${random.pick(UYGHUR_FATHERS)}`, ethnicity: '05' };
  }
  const korean = people < 0.018;
  const surname = korean ? random.pick(KOREAN_SURNAMES) : surnames.draw(random);
  const ethnicity = korean ? '10' : people < 0.068 ? '11' : people < 0.08 ? '03' : people < 0.085 ? '02' : '01';
  return { surname, name: surname + givenName(random, sex), ethnicity };
}

/** A brother's or sister's name, unlike `other`. */
export function siblingName(random: Random, family: NewName, sex: '1' | '2', other: string): NewName {
  for (;;) {
    const name =
      family.surname === '' ? `${random.pick(UYGHUR_GIVEN[sex])}·${random.pick(UYGHUR_FATHERS)}` : family.surname + givenName(random, sex);
    if (name !== other) return { ...family, name };
  }
}

const COMPOUND_SURNAMES = ['欧阳', '上官', '司马', '诸葛', '东方'];

/** The surname in a Chinese name; undefined in a name with a middle dot. */
export function surnameOf(name: string): string | undefined {
  if (name.includes('·') || name.includes('•')) return undefined;
  return COMPOUND_SURNAMES.find((surname) => name.startsWith(surname)) ?? name[0];
}

/** The name of an adult, the same for the same number. */
export function adultName(number: number, sex: '1' | '2', surname?: string): string {
  const random = new Random(number * 2 + Number(sex));
  return (surname ?? surnames.draw(random)) + givenName(random, sex);
}

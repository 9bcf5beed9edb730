// The product's official texts: reports use them word for word.

/** What is advised. */
export const handlingTexts = {
  H01: '涉及学校核对户口簿、居民身份证原件及就读情况，确认实际就读方；保留方提交“佐证”，信息录错方提交“变更”，确属重复建籍的按程序“删除”，报县教育局复核。核清前不得自行删除任何一方。',
  H05: '停止向该班新注册、转入；限期拆班或分流，报消除计划与时间表；起始年级新增大班额的约谈校长。',
  H07: '班主任当日电话、校级次日家访，留存联系记录；在学籍系统做“疑似辍学”标注，保留学籍，书面报乡镇人民政府（街道）和县教育局，纳入疑似辍学台账。',
  H08: '在学籍系统做“辍学”标注，保留学籍；书面上报乡镇人民政府（街道）、县教育局（学籍主管部门）；一生一案劝返，逐次登记劝返记录，返校后动态销号。',
  H10: '限 3 个工作日内完成学籍信息采集录入并提交审核；说明逾期原因。',
  H16: '立即恢复/保留学籍，查明擅自注销、劝退、开除的责任人；学生未在校的转入控辍台账。',
  H19: '学校凭户口簿等原件核对后在学籍系统补录、更正；属关键字段的走“关键数据变更”。',
} as const;

/** What is advised instead where a protected pupil is concerned. */
export const protectedTexts = {
  H01: '涉及学校核对户口簿、居民身份证原件，确认实际就读（安置）情况并书面报县教育局；该生学籍在核清和安置落实前一律保留，由县教育局会同相关学校确定学籍所在校。',
} as const;

export type HandlingCode = keyof typeof handlingTexts;

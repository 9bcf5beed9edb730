import { codeList } from '../code-list.ts';

export const dropoutCategory = codeList('dropout_category', '台账类别', [
  ['suspected', '疑似辍学'],
  ['dropout', '辍学', ['失学']],
]);

export const dropoutStatus = codeList('dropout_status', '劝返状态', [
  ['tracking', '跟踪中', ['登记']],
  ['persuading', '劝学中', ['劝返中']],
  ['visiting', '家访中'],
  ['returned', '已返校', ['返校']],
  ['confirmed', '已确认', ['已销号', '销号']],
  ['unpersuadable', '长期未返校', ['劝返未果']],
]);

export const dropoutReason = codeList('dropout_reason', '辍学原因', [
  ['weariness', '厌学', ['学习困难']],
  ['poverty', '家庭经济困难', ['贫困']],
  ['work', '外出务工', ['打工']],
  ['illness', '疾病残疾', ['重大疾病', '重度残疾', '精神疾病']],
  ['marriage', '早婚早育'],
  ['migrant', '随父母外出'],
  ['religion', '入寺等宗教原因', ['宗教']],
  ['judicial', '涉案羁押', ['涉案']],
  ['lost', '失踪', ['去向不明']],
  ['other', '其他', ['其它']],
]);

export const persuasionResult = codeList('persuasion_result', '劝返结果', [
  ['promised', '同意返校', ['答应返校']],
  ['returned', '已返校'],
  ['refused', '拒绝返校', ['不同意']],
  ['not_found', '未见到人', ['未见面']],
]);

export const keyGroup = codeList('key_group', '重点人群', [
  ['orphan', '孤儿'],
  ['unsupported', '事实无人抚养儿童'],
  ['disabled', '残疾儿童少年', ['残疾']],
  ['left_behind', '留守儿童', ['留守']],
  ['distressed', '困境儿童'],
  ['migrant', '随迁子女'],
  ['judicial', '涉案未成年人'],
  ['poverty_alleviated', '脱贫户适龄儿童', ['脱贫户']],
]);

export const childStatus = codeList('child_status', '适龄儿童就学情况', [
  ['enrolled_local', '本县就读', ['在校']],
  ['enrolled_other', '外地就读', ['外县就读']],
  ['abroad', '境外', ['出国']],
  ['deferred', '缓学'],
  ['exempt', '免学（失能）', ['免学']],
  ['deceased', '死亡'],
  ['moved', '户籍迁出'],
  ['not_enrolled', '未入学', ['失学']],
  ['unknown', '去向不明', ['待核']],
]);

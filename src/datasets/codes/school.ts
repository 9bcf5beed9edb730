import { codeList } from '../code-list.ts';

export const classType = codeList('class_type', '班级类型', [
  ['10', '普通小学班', ['普通班', '小学班'], { ordinary: true }],
  ['11', '民族小学班', ['民族班']],
  ['12', '小学复式班', ['复式班']],
  ['13', '小学教学点班', ['教学点']],
  ['14', '小学特长班'],
  ['15', '小学视力残疾班', [], { special: true }],
  ['16', '小学听力残疾班', [], { special: true }],
  ['17', '小学智力残疾班', ['特教班'], { special: true }],
  ['20', '普通初中班', ['初中班'], { ordinary: true }],
  ['21', '民族初中班'],
  ['24', '初中特长班'],
  ['25', '初中视力残疾班', [], { special: true }],
  ['26', '初中听力残疾班', [], { special: true }],
  ['27', '初中智力残疾班', [], { special: true }],
  ['40', '普通高中班', ['普高班', '高中班'], { ordinary: true }],
  ['41', '民族高中班'],
  ['42', '高中特长班'],
]);

export const schoolStage = codeList('school_stage', '学段', [
  ['primary', '小学', ['小学段', 'XX', '1']],
  ['junior', '初中', ['初级中学', '普通初中', 'CZ', '2']],
  ['senior', '普通高中', ['高中', '普高', 'GZ', '3']],
  ['vocational', '中等职业', ['中职', '职高', '中专']],
  ['special', '特殊教育', ['特教']],
]);

export const schoolType = codeList('school_type', '办学类型', [
  ['primary', '小学', ['完全小学', '中心小学', '村小']],
  ['teaching_point', '教学点', ['小学教学点']],
  ['junior', '初级中学', ['初中']],
  ['nine_year', '九年一贯制学校', ['九年一贯制']],
  ['twelve_year', '十二年一贯制学校', ['十二年一贯制']],
  ['complete_secondary', '完全中学', ['完中']],
  ['senior', '高级中学', ['高中', '普通高中']],
  ['special', '特殊教育学校', ['特校', '盲校', '聋校', '启智学校']],
  ['reform', '专门学校', ['工读学校']],
  ['vocational', '中等职业学校', ['职业高中', '中专']],
]);

export const schoolOwnership = codeList('school_ownership', '举办者类型', [
  ['public', '公办', ['公立', '教育部门办', '政府办']],
  ['private', '民办', ['私立', '社会力量办学']],
  ['other', '其他部门办', ['企业办', '其他']],
]);

export const urbanRural = codeList('urban_rural', '城乡类型', [
  ['city_main', '主城区', ['城市', '城区', '111']],
  ['city_fringe', '城乡结合区', ['112']],
  ['county_town', '镇中心区', ['县城', '镇区', '121']],
  ['town_fringe', '镇乡结合区', ['122']],
  ['town_special', '特殊区域', ['123']],
  ['rural_township', '乡中心区', ['210']],
  ['village', '村庄', ['农村', '220']],
]);

export const schoolStatus = codeList('school_status', '学校状态', [
  ['open', '正常', ['在办', '正常办学']],
  ['closed', '撤销', ['停办', '注销']],
  ['merged', '合并', ['并入', '撤并']],
  ['new', '新建', ['筹建']],
]);

export const supervisorLevel = codeList('supervisor_level', '主管级别', [
  ['province', '省直管', ['省属', '省直']],
  ['city', '市直管', ['市直', '设区市直管', '市属']],
  ['county', '县管', ['县直', '县属', '区管']],
  ['township', '乡镇中心校管', ['中心校']],
]);

export const schoolingSystem = codeList('schooling_system', '学制', [
  ['63', '六三制', ['六三学制', '6-3', '小学六年初中三年']],
  ['54', '五四制', ['五四学制', '5-4', '小学五年初中四年']],
  ['9', '九年一贯制', ['九年']],
  ['12', '十二年一贯制', ['十二年']],
  ['6', '小学六年制', ['六年', '6 年']],
  ['5', '小学五年制', ['五年', '5 年']],
  ['3', '三年制', ['三年', '初中三年制', '高中三年制']],
  ['4', '初中四年制', ['四年', '四年制']],
]);

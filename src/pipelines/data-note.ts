/** What a note is about: the day, the county's own code, the regulation of an area or of a school, numbers that say nothing, a code that two schools share, what the schools' lists do not ask. */
export type NoteKind =
  | '检查日'
  | '县区划码'
  | '区划'
  | '规定'
  | '脱敏'
  | '一码两校'
  | '公安比对'
  | '人口信息'
  | '考勤'
  | '必采项'
  | '待核'
  | '名册消失';

/** A sentence on the data or the settings that is no problem of one pupil. */
export interface DataNote {
  readonly kind: NoteKind;
  readonly note: string;
}

# What an office could write instead, with polars, fastexcel and xlsxwriter: the four main checks as heji ships them for heilongjiang-2020, from
# the same files to a workbook. python whole_job.py STUDENTS_FOLDER TABLES_FOLDER WORKBOOK ROWS. Prints one line of JSON.
import json
import os
import resource
import sys
import time

import polars as pl
import xlsxwriter

students_folder, tables, workbook, rows_file = sys.argv[1:]
AS_OF = pl.date(2026, 11, 16)
MAX_PUPILS = {"primary": 45, "junior": 50}
MAX_DAYS = 7
start = time.perf_counter()
phases = []


def phase(name):
    global start
    now = time.perf_counter()
    phases.append({"name": name, "milliseconds": round((now - start) * 1000), "megabytes": peak()})
    start = now


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def read_csv(name):
    return pl.read_csv(f"{tables}/{name}.csv", infer_schema=False)


def read_students():
    names = sorted(os.listdir(students_folder))
    frames = [pl.read_excel(os.path.join(students_folder, name), engine="calamine", infer_schema_length=0) for name in names]
    return pl.concat(frames) if len(frames) > 1 else frames[0]


def cleaned(column):
    text = pl.col(column).str.replace_all(r"[\s\u3000'’‘`]", "").str.to_uppercase()
    return pl.when(text == "").then(None).otherwise(text)


# A number that a spreadsheet broke, or that somebody masked, is nobody's.
def id_key(column):
    text = cleaned(column)
    return pl.when(text.str.contains(r"^(\d{15}|\d{17}[\dX])$") & ~text.str.contains(r"^(0+|1+|9+|\d{15}000)$")).then(text).otherwise(None)


def is_valid_id(column):
    text = pl.col(column)
    digit = lambda place: text.str.slice(place, 1).cast(pl.Int32, strict=False)
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = pl.sum_horizontal(*[digit(place) * weight for place, weight in enumerate(weights)])
    expected = (total % 11).replace_strict({place: character for place, character in enumerate("10X98765432")}, default=None, return_dtype=pl.String)
    birth = text.str.slice(6, 8).str.to_date("%Y%m%d", strict=False)
    return text.str.contains(r"^\d{17}[\dX]$") & (expected == text.str.slice(17, 1)) & birth.is_not_null()


def name_key(column):
    return pl.col(column).str.replace_all(r"[\s\u3000]", "").str.replace_all("[・•‧∙●.．]", "·").str.to_uppercase()


def day(column):
    return pl.col(column).str.to_date("%Y-%m-%d", strict=False)


pupils = read_students()
persons, absences, calendar, contacts, leaves, schools = map(read_csv, ("人口信息", "考勤", "校历", "缺勤联系记录", "请假", "学校"))
phase("reading")

ACTIVE = ["在读", "借读", "休学", "其他"]
pupils = (
    pupils.with_row_index("pupil")
    .with_columns(
        id_key=id_key("身份证件号"),
        registry_key=cleaned("学籍号"),
        name_key=name_key("姓名"),
        sex=pl.col("性别").replace_strict({"男": "1", "女": "2"}, default=None),
        birth_date=day("出生日期"),
        grade_no=pl.col("年级").str.extract(r"(\d+)").cast(pl.Int32),
        class_no=pl.col("班级").str.extract(r"(\d+)").cast(pl.Int32),
    )
    .join(schools.select("学校标识码", primary_years=pl.col("小学学制年限").cast(pl.Int32, strict=False)), on="学校标识码", how="left")
)
on_roll = pupils.filter(pl.col("学生状态").is_null() | pl.col("学生状态").is_in(ACTIVE))
is_resident = pl.col("身份证件类型").is_null() | (pl.col("身份证件类型") == "居民身份证")
WHO = ["学校标识码", "学校名称", "年级", "班级", "学籍号", "姓名", "身份证件号"]

duplicates = (
    on_roll.filter(pl.col("id_key").is_not_null())
    .filter(pl.len().over(pl.col("身份证件类型").fill_null("居民身份证"), "id_key") > 1)
    .select(*WHO, "id_key")
    .sort("id_key", "学校标识码")
)

stage = pl.when(pl.col("grade_no") <= pl.col("primary_years").fill_null(6)).then(pl.lit("primary")).when(pl.col("grade_no") <= 9).then(pl.lit("junior"))
oversized = (
    on_roll.filter(pl.col("学生状态").is_null() | pl.col("学生状态").is_in(["在读", "借读", "其他"]))
    .with_columns(stage=stage)
    .group_by("学校标识码", "学校名称", "grade_no", "class_no", "stage")
    .agg(size=pl.len())
    .with_columns(limit=pl.col("stage").replace_strict(MAX_PUPILS, default=None, return_dtype=pl.Int32))
    .filter(pl.col("size") > pl.col("limit"))
    .sort("学校标识码", "grade_no", "class_no")
)

mismatched = (
    on_roll.filter(is_resident & pl.col("id_key").is_not_null() & is_valid_id("id_key"))
    .join(
        persons.select(
            id_key=id_key("公民身份号码"),
            person_name=pl.col("姓名"),
            person_name_key=name_key("姓名"),
            person_sex=pl.col("性别").replace_strict({"男": "1", "女": "2"}, default=None),
            person_birth_date=day("出生日期"),
        ),
        on="id_key",
    )
    .filter(
        (pl.col("name_key") != pl.col("person_name_key"))
        | (pl.col("sex") != pl.col("person_sex"))
        | (pl.col("birth_date") != pl.col("person_birth_date"))
    )
    .select(*WHO, "person_name", "person_sex", "person_birth_date")
)
phase("records")

# What is known of each pupil and school day. Half a day in class is a day in class; a day missed by halves is a day missed.
ABSENT = {"病假": True, "事假": True, "旷课": True, "缺勤": True, "迟到": False, "早退": False, "到校": False}
APPROVED = {"病假": True, "事假": True, "旷课": False, "缺勤": False, "迟到": False, "早退": False, "到校": False}
days = (
    calendar.select(day=day("日期"), is_school_day=pl.col("是否教学日") == "是", term=pl.col("学期"))
    .sort("day")
    .filter(pl.col("day") <= AS_OF)
    .with_columns(vacation_no=pl.col("term").is_null().cum_sum().cast(pl.Int32))
)
school_days = days.filter("is_school_day").select("day")
marks = absences.select("学校标识码", "年级", "班级", "学籍号", "身份证件号", "姓名", "时段", "状态", "是否批准", day=day("日期")).filter(
    pl.col("day") <= AS_OF
)
called = (
    marks.filter(pl.col("状态").is_in(["班级已上报", "到校"]))
    .select("学校标识码", "年级", "班级", "day")
    .unique()
    .join(school_days, on="day", how="semi")
)

keyed = on_roll.select("pupil", "学校标识码", "年级", "班级", "registry_key", "id_key", "姓名")
by_registry = keyed.filter(pl.col("registry_key").is_not_null() & (pl.len().over("学校标识码", "registry_key") == 1)).select(
    "学校标识码", "registry_key", by_registry="pupil"
)
by_id = keyed.filter(pl.col("id_key").is_not_null() & (pl.len().over("学校标识码", "id_key") == 1)).select("学校标识码", "id_key", by_id="pupil")
by_name = keyed.filter(pl.len().over("学校标识码", "年级", "班级", "姓名") == 1).select("学校标识码", "年级", "班级", "姓名", by_name="pupil")


def matched(frame):
    return (
        frame.with_columns(registry_key=cleaned("学籍号"), id_key=id_key("身份证件号"))
        .join(by_registry, on=["学校标识码", "registry_key"], how="left")
        .join(by_id, on=["学校标识码", "id_key"], how="left")
        .join(by_name, on=["学校标识码", "年级", "班级", "姓名"], how="left")
        .with_columns(
            pupil=pl.coalesce(
                "by_registry", "by_id", pl.when(pl.col("registry_key").is_null() & pl.col("id_key").is_null()).then(pl.col("by_name"))
            )
        )
        .filter(pl.col("pupil").is_not_null())
    )


leave_days = (
    matched(leaves.filter(pl.col("审批状态") == "通过"))
    .select("pupil", from_day=day("开始日期"), to_day=day("结束日期"))
    .join_where(school_days, pl.col("day") >= pl.col("from_day"), pl.col("day") <= pl.col("to_day"))
    .select("pupil", "day")
    .unique()
    .with_columns(on_leave=True)
)
is_absent = pl.col("absent")
known = (
    matched(marks.filter(pl.col("状态") != "班级已上报"))
    .with_columns(
        absent=pl.col("状态").replace_strict(ABSENT, default=None, return_dtype=pl.Boolean),
        approved=pl.coalesce(pl.col("是否批准").replace_strict({"是": True, "否": False}, default=None, return_dtype=pl.Boolean),
                             pl.col("状态").replace_strict(APPROVED, default=None, return_dtype=pl.Boolean)),
        refused=pl.col("是否批准") == "否",
        part=pl.col("时段").fill_null("全天"),
    )
    .group_by("pupil", "day")
    .agg(
        was_in_class=(~is_absent).any(),
        missed_all=(is_absent & (pl.col("part") == "全天")).any(),
        missed_halves=(is_absent & (pl.col("part") == "上午")).any().cast(pl.Int32) + (is_absent & (pl.col("part") == "下午")).any().cast(pl.Int32),
        all_approved=(~is_absent | pl.col("approved").fill_null(False)).all(),
        refused=(is_absent & pl.col("refused").fill_null(False)).any(),
    )
    .with_columns(
        state=pl.when(pl.col("was_in_class") | (~pl.col("missed_all") & (pl.col("missed_halves") < 2)))
        .then(pl.lit("in-class"))
        .when(pl.col("all_approved"))
        .then(pl.lit("on-leave"))
        .otherwise(pl.lit("absent"))
    )
    .select("pupil", "day", "state", "refused")
    .join(leave_days, on=["pupil", "day"], how="full", coalesce=True)
    .with_columns(
        state=pl.when(pl.col("on_leave").fill_null(False) & (pl.col("state").fill_null("absent") == "absent") & ~pl.col("refused").fill_null(False))
        .then(pl.lit("on-leave"))
        .otherwise(pl.col("state"))
    )
    .join(school_days, on="day", how="semi")
)
phase("days")

# Called days of the class on which nothing is said of the pupil are days in class; days that nobody reported are neutral.
called = called.sort("day").with_columns(called_no=pl.int_range(1, pl.len() + 1).over("学校标识码", "年级", "班级", order_by="day"))
called_so_far = (
    keyed.select("学校标识码", "年级", "班级")
    .unique()
    .join(school_days, how="cross")
    .join(called.with_columns(is_called=1), on=["学校标识码", "年级", "班级", "day"], how="left")
    .with_columns(pl.col("is_called").fill_null(0))
    .sort("day")
    .with_columns(called_no=pl.col("is_called").cum_sum().over("学校标识码", "年级", "班级"))
)
class_end = called_so_far.group_by("学校标识码", "年级", "班级").agg(called_total=pl.col("called_no").max())
numbered = (
    known.join(keyed.select("pupil", "学校标识码", "年级", "班级"), on="pupil")
    .join(called_so_far, on=["学校标识码", "年级", "班级", "day"])
    .sort("pupil", "day")
    .with_columns(
        silent_no=pl.col("called_no") - pl.col("is_called").cum_sum().over("pupil"),
        break_no=pl.col("state").is_in(["in-class", "on-leave"]).cum_sum().over("pupil"),
        presence_no=(pl.col("state") == "in-class").cum_sum().over("pupil"),
    )
)
ends = numbered.group_by("pupil").agg(called_with_entry=pl.col("is_called").sum(), last_presence=pl.col("presence_no").max())
vacation = days.select("day", "vacation_no")
away = (
    numbered.filter(pl.col("state") == "absent")
    .group_by("pupil", "学校标识码", "年级", "班级", "silent_no", "break_no", "presence_no")
    .agg(first_day=pl.col("day").min(), last_day=pl.col("day").max(), school_days=pl.len())
    .join(ends, on="pupil")
    .join(class_end, on=["学校标识码", "年级", "班级"])
    .filter((pl.col("presence_no") == pl.col("last_presence")) & (pl.col("silent_no") == pl.col("called_total") - pl.col("called_with_entry")))
    .join(vacation.rename({"day": "first_day", "vacation_no": "before"}), on="first_day")
    .join(vacation.rename({"day": "last_day", "vacation_no": "upto"}), on="last_day")
    .with_columns(natural_days=(pl.col("last_day") - pl.col("first_day")).dt.total_days() + 1 - (pl.col("upto") - pl.col("before")))
    .filter(pl.col("natural_days") > MAX_DAYS)
)
reached = (
    matched(contacts.filter(pl.col("联系结果") == "联系上监护人"))
    .select("pupil", contact_day=pl.col("联系时间").str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False))
    .filter(pl.col("contact_day") <= AS_OF)
    .join(away.select("pupil", "first_day"), on="pupil")
    .filter(pl.col("contact_day") >= pl.col("first_day"))
)
dropouts = (
    away.join(reached, on=["pupil", "first_day"], how="anti")
    .select("pupil", "first_day", "last_day", "natural_days", "school_days")
    .join(on_roll.select("pupil", *WHO), on="pupil")
    .select(*WHO, "first_day", "last_day", "natural_days", "school_days")
    .sort("学校标识码", "学籍号")
)
phase("absences")

sheets = {"身份证件号重复": duplicates.drop("id_key"), "超标准班额": oversized, "疑似辍学": dropouts, "与人口信息不一致": mismatched}
with xlsxwriter.Workbook(workbook) as book:
    for title, frame in sheets.items():
        frame.write_excel(book, worksheet=title, autofit=True)
phase("workbook")


def keys(frame, *columns):
    return frame.select(pl.concat_str([pl.col(column).cast(pl.String).fill_null("") for column in columns], separator="|")).to_series().to_list()


found = {
    "dup-id-number": keys(duplicates, "学校标识码", "学籍号", "姓名"),
    "class-size-over-standard": keys(oversized, "学校标识码", "grade_no", "class_no", "size"),
    "absence-suspected-dropout": keys(dropouts, "学校标识码", "学籍号", "姓名", "first_day", "last_day", "natural_days"),
    "person-record-mismatch": keys(mismatched, "学校标识码", "学籍号", "姓名"),
}
with open(rows_file, "w", encoding="utf-8") as file:
    json.dump(found, file, ensure_ascii=False)
print(json.dumps({"rows": sum(map(len, found.values())), "megabytes": peak(), "phases": phases}))

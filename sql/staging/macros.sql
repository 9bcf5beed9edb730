-- What staging does to a cell. Staging always runs in DuckDB and may use all of it.

-- Written once: macros stand in a statement as often as they are used, and each writing is planned.
set variable heji_blanks = chr(1) || ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(8203) || chr(8204) || chr(8205) || chr(12288) || chr(65279) || '''';
set variable heji_wide = '０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ＊－（）' || ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(8203) || chr(12288) || chr(65279);

-- Blanks of every kind, an apostrophe that Excel put in front, the mark of a number, ="…": none of them is content. Few cells have any,
-- and trimming a set of characters is dear: so it is looked for first. What a number's mark stands before has nothing else that has to go.
create macro heji_text(cell) as
    case
        when not regexp_matches(cell, '^[\x01-\x20''\x{a0}\x{200b}-\x{200d}\x{3000}\x{feff}=]|[\x01-\x20''\x{a0}\x{200b}-\x{200d}\x{3000}\x{feff}]$|^$') then cell
        when regexp_full_match(cell, '\x01[-+.0-9A-Za-z]+') then cell[2:]
        else nullif(trim(regexp_replace(cell, '^="(.*)"$', '\1'), getvariable('heji_blanks')), '')
    end;

create macro heji_is_number(cell) as coalesce(starts_with(cell, chr(1)), false);

-- Full-width letters and digits become half-width; blanks inside disappear.
create macro heji_half_width(x) as
    case when not regexp_matches(x, '[\x{ff01}-\x{ff5e}\x01-\x20\x{a0}\x{200b}\x{3000}\x{feff}]') then x else translate(x,
        getvariable('heji_wide'), '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz*-()') end;

create macro heji_number_text(x) as
    case when regexp_full_match(x, '[0-9A-Z]+') then x else upper(heji_half_width(heji_text(x))) end;

-- 2015-08-31 in the forms that exports use. A month without a day, a two-digit year and an impossible day are no date.
create macro heji_date(x, is_number, is_1904) as
    case
        when x is null then null
        when length(x) = 10 and x[5] = '-' and x[8] = '-' then try_cast(x as date)
        when regexp_full_match(x, '(19|20)[0-9]{6}')
            then try_cast(x[1:4] || '-' || x[5:6] || '-' || x[7:8] as date)
        when regexp_full_match(x, '[12][0-9]{3}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?)?')
            then try_cast(translate(regexp_replace(x, '[ T].*$', ''), '/.年月日', '----') as date)
        when is_number and try_cast(x as double) between 20000 and 60000
            then date '1899-12-30' + cast(floor(cast(x as double)) as integer) + case when is_1904 then 1462 else 0 end
    end;

create macro heji_datetime(x, is_number, is_1904) as
    case
        when x is null then null
        when regexp_full_match(x, '.*[ T][0-9]{1,2}:[0-9]{2}.*')
            then coalesce(
                try_cast(translate(regexp_extract(x, '^[^ T]+'), '/.年月日', '----') || ' '
                    || lpad(regexp_extract(x, '[ T]([0-9]{1,2}):', 1), 2, '0') || regexp_extract(x, ':[0-9]{2}(:[0-9]{2})?') as timestamp),
                cast(heji_date(x, is_number, is_1904) as timestamp))
        else cast(heji_date(x, is_number, is_1904) as timestamp)
    end;

-- 2014-09 from 201409, 2014年9月, 2014.09 or a whole date.
create macro heji_yearmonth(x, is_number, is_1904) as
    case
        when x is null then null
        when regexp_full_match(x, '(19|20)[0-9]{2}(0[1-9]|1[0-2])') then x[1:4] || '-' || x[5:6]
        when regexp_full_match(x, '(19|20)[0-9]{2}[-/.年](0?[1-9]|1[0-2])月?')
            then x[1:4] || '-' || lpad(regexp_extract(x, '[-/.年]([0-9]{1,2})', 1), 2, '0')
        else strftime(heji_date(x, is_number, is_1904), '%Y-%m')
    end;

create macro heji_integer(x) as
    case when regexp_full_match(x, '-?[0-9]{1,9}([.]0+)?') then cast(cast(x as double) as integer) end;

create macro heji_decimal(x) as
    case when regexp_full_match(x, '-?[0-9]{1,12}([.][0-9]+)?') then cast(x as double) end;

-- What a code list is looked up by.
create macro heji_code_text(x) as
    lower(heji_half_width(heji_text(x)));

-- GB 11643-1999: weights 7 9 10 5 8 4 2 1 6 3 7 9 10 5 8 4 2 over the first 17 digits, the remainder of 11 names the last character.
create macro heji_id_check_character(n) as
    ('10X98765432')[1 + (
          (n // 10000000000000000) % 10 * 7 + (n // 1000000000000000) % 10 * 9 + (n // 100000000000000) % 10 * 10
        + (n // 10000000000000) % 10 * 5 + (n // 1000000000000) % 10 * 8 + (n // 100000000000) % 10 * 4
        + (n // 10000000000) % 10 * 2 + (n // 1000000000) % 10 * 1 + (n // 100000000) % 10 * 6
        + (n // 10000000) % 10 * 3 + (n // 1000000) % 10 * 7 + (n // 100000) % 10 * 9
        + (n // 10000) % 10 * 10 + (n // 1000) % 10 * 5 + (n // 100) % 10 * 8
        + (n // 10) % 10 * 4 + n % 10 * 2) % 11];

-- The first 17 digits, where the number has the form of an 18-character one. Named once and handed on: it is asked for many times over.
create macro heji_id_digits(id) as
    case when regexp_full_match(id, '[0-9]{17}[0-9X]') then cast(id[1:17] as bigint) end;

-- Whether 20150831 is a day of the calendar.
create macro heji_is_day(n) as
    n // 100 % 100 between 1 and 12 and n % 100 between 1 and case
        when n // 100 % 100 in (4, 6, 9, 11) then 30
        when n // 100 % 100 <> 2 then 31
        when n // 10000 % 4 = 0 and n // 10000 % 100 <> 0 or n // 10000 % 400 = 0 then 29
        else 28
    end;

-- missing: nothing or a placeholder · masked · damaged: went through a number, cannot be restored · valid / invalid: an 18-character
-- number with a check character · other: every other document or length. `has_check_character`: the document type has one; blank type = has. `digits`: heji_id_digits.
create macro heji_id_state(id, was_number, has_check_character, digits) as
    case
        when id is null or id in ('无', '暂无', '没有', 'NULL', '-', '/') or replace(id, id[1], '') = '' then 'missing'
        when strpos(id, '*') > 0 then 'masked'
        when was_number and length(id) >= 15 then 'damaged'
        when regexp_full_match(id, '[0-9]([.][0-9]+)?E[+]?[0-9]+') then 'damaged'
        when length(id) <> 18 then 'other'
        when not has_check_character then 'other'
        when digits is null then 'invalid'
        when heji_id_check_character(digits) <> id[18] then case when ends_with(id, '000') then 'damaged' else 'invalid' end
        when not heji_is_day(digits // 1000 % 100000000) then 'invalid'
        else 'valid'
    end;

-- Why an 18-character number cannot be right.
create macro heji_id_fault(digits) as
    case
        when digits is null then '含有不该有的字符'
        when not heji_is_day(digits // 1000 % 100000000) then '第7至14位不是有效日期'
        else '校验位应为' || heji_id_check_character(digits)
    end;

-- missing: nothing or a placeholder · masked · damaged: went through a number, cannot be restored · valid: G, L or J and 18 characters of which
-- the last may be X · malformed: everything else. Only an identity number has a check character to tell a rounded one by.
create macro heji_registry_state(number, was_number) as
    case
        when regexp_full_match(number, '[GLJ][0-9]{17}[0-9X]') then 'valid'
        when number is null or number in ('无', '暂无', '没有', 'NULL', '-', '/') or replace(number, number[1], '') = '' then 'missing'
        when strpos(number, '*') > 0 then 'masked'
        when was_number and length(number) >= 15 or regexp_full_match(number, '[0-9]([.][0-9]+)?E[+]?[0-9]+') then 'damaged'
        when regexp_full_match(number, '[0-9]{15}000') and heji_id_check_character(cast(number[1:17] as bigint)) <> '0' then 'damaged'
        else 'malformed'
    end;

-- Why it cannot be a registry number.
create macro heji_registry_fault(number, state, auxiliary) as
    case
        when state = 'damaged' then '以数值存坏'
        when regexp_full_match(number, '[0-9]{17}[0-9X]') then '缺字头，疑似误填身份证件号'
        when number = heji_number_text(auxiliary) then '疑似误填学籍辅号'
        when regexp_full_match(number, '.[0-9]{17}[0-9X]') then '字头不对'
        when length(number) <> 19 then '位数不对'
        else '含有不该有的字符'
    end;

-- What a number is matched by: nothing where it is a placeholder, masked, or went through a floating-point cell.
create macro heji_number_key(number, was_number) as
    case when was_number or number in ('无', '暂无', '没有', 'NULL', '-', '/') or regexp_matches(number, '[*]|^[0-9]([.][0-9]+)?E[+]?[0-9]+$') or replace(number, number[1], '') = ''
         then null else number end;

-- A name as it is compared for writing: spaces between Han characters gone, one kind of middle dot, a remark at the end gone.
create macro heji_name(x) as
    case
        when x is null then null
        when regexp_full_match(x, '[\p{Han}·]+') then x
        else nullif(trim(heji_name_dots(heji_name_spaces(heji_name_remark(x))), ' '), '')
    end;

create macro heji_name_remark(x) as
    regexp_replace(regexp_replace(x, '[*★☆]+$', ''), '[（(][^（()）]{1,6}[)）]$', '');

create macro heji_name_spaces(x) as
    case
        when regexp_matches(x, '[A-Za-zＡ-Ｚａ-ｚ]')
            then upper(regexp_replace(translate(x, '　' || chr(160) || 'ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ', '  ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'), '\s+', ' ', 'g'))
        else regexp_replace(x, '[\s　' || chr(160) || chr(8203) || chr(8204) || chr(8205) || chr(65279) || ']+', '', 'g')
    end;

-- Twice, because a character between two dots belongs to both matches.
create macro heji_name_dots(x) as
    regexp_replace(
        regexp_replace(x, '(\p{Han})[•‧・･．.。－—-](\p{Han})', '\1·\2', 'g'),
        '(\p{Han})[•‧・･．.。－—-](\p{Han})', '\1·\2', 'g');

-- What two writings of one name share.
create macro heji_name_key(normalised) as replace(normalised, '·', '');

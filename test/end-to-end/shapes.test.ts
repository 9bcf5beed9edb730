import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type County, generateCounty } from '../../src/generator/county.ts';
import { columnsOf } from '../../src/generator/files/form-columns.ts';
import { keepsNumericCells, STUDENT_FORMS, type StudentForm } from '../../src/generator/student-forms.ts';
import { writeCounty } from '../../src/generator/write.ts';
import { asOf, importCounty, inspectUnder, temporaryFolder } from './county.ts';
import { foundLine } from './lines.ts';

// The same county as other files: what is found must not depend on how it was written.

const county = generateCounty({ pupils: 1600, schools: 24, seed: 31, asOf });
const numeric = new Set(county.pupils.filter(({ idStorage }) => idStorage === 'number').map(({ schoolCode }) => schoolCode));
const columns = (form: StudentForm): string => [...columnsOf(form)].sort().join();

/** The forms in which a school could say the same, in their order. */
function formsLike(form: StudentForm, hasNumbers: boolean): readonly StudentForm[] {
  const alike = STUDENT_FORMS.filter((other) => other !== 'county-export' && columns(other) === columns(form));
  return hasNumbers ? alike.filter(keepsNumericCells) : alike;
}

/** Every school that sends a file of its own sends another. */
const rewritten: County = {
  ...county,
  schools: county.schools.map((school) => {
    const forms = formsLike(school.form, numeric.has(school.code));
    return { ...school, form: forms[(forms.indexOf(school.form) + 1) % forms.length] ?? school.form };
  }),
};

describe('the same county in other shapes', () => {
  const folder = temporaryFolder();
  const said: string[][] = [];

  beforeAll(async () => {
    for (const [turn, one] of [county, rewritten].entries()) {
      const files = join(folder.path, `files-${turn}`);
      await writeCounty(one, files, turn * 5);
      const imported = await importCounty(files, join(folder.path, `imported-${turn}`));
      const { entries } = await inspectUnder(imported, join(folder.path, `run-${turn}`), [{ area: '230123', policy: 'heilongjiang-2020' }]);
      said.push(entries.map(({ finding }) => `${foundLine(finding)}|${finding.message}|${JSON.stringify(finding.evidence)}`).sort());
    }
  });
  afterAll(folder.remove);

  it('most schools have changed their form, and all forms but the county’s own occur', () => {
    const changed = rewritten.schools.filter(({ form }, at) => form !== county.schools[at]?.form);
    expect(changed.length).toBeGreaterThan(15);
    expect(new Set(county.schools.map(({ form }) => form))).toEqual(new Set(STUDENT_FORMS));
  });

  it('the same findings, word for word', () => {
    expect(said[0]?.length).toBeGreaterThan(300);
    expect(said[1]).toEqual(said[0]);
  });
});

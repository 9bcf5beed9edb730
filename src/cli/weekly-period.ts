import { loadChecks } from '../checks/catalogue.ts';
import { loadPipeline } from '../pipelines/declaration.ts';

/** Natural days after which a school's newest data no longer counts for the weekly inspection. */
export const weeklyPeriod = (): number => loadPipeline('weekly-inspection', loadChecks()).period_days;

import { specified } from './specified.ts';

specified('duplicate');

import { specified } from './specified.ts';

specified('dropout');

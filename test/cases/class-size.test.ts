import { specified } from './specified.ts';

specified('class-size');

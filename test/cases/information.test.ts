import { specified } from './specified.ts';

specified('information');

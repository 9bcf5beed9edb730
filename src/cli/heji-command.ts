import { Command, Option } from 'commander';
import { isDate } from '../calendar/days.ts';
import { UsageFailure } from '../failure.ts';
import { textWidth } from '../reports/measure.ts';

const titles: Readonly<Record<string, string>> = {
  'Usage:': '用法：',
  'Options:': '选项：',
  'Commands:': '命令：',
  'Arguments:': '参数：',
};

/** A command whose help and complaints are in Chinese. */
export class HejiCommand extends Command {
  override createCommand(name?: string): HejiCommand {
    return new HejiCommand(name);
  }

  /** @throws UsageFailure always: what the parser complains about. */
  override error(message: string): never {
    throw new UsageFailure(`${complaint(message)}用 ${pathOf(this)} --help 看用法。`);
  }

  /** Lines to copy, shown at the end of the help. */
  examples(...lines: readonly string[]): this {
    return this.addHelpText('after', `\n示例：\n${lines.map((line) => `  ${line}`).join('\n')}`);
  }

  workspaceOption(): this {
    return this.option('-w, --workspace <文件夹>', '工作区文件夹', '.');
  }

  jsonOption(): this {
    return this.option('--json', '输出一份 JSON，供程序读取');
  }

  dateOption(flag: string, description: string): this {
    return this.addOption(new Option(`${flag} <日期>`, description).argParser((text) => dateArgument(flag, text)));
  }

  wholeNumberOption(flag: string, description: string, range: { least: number; most: number; default?: number }): this {
    const option = new Option(`${flag} <数>`, description).argParser((text) => wholeNumber(flag, text, range.least, range.most));
    if (range.default === undefined) option.makeOptionMandatory();
    else option.default(range.default);
    return this.addOption(option);
  }
}

/** The root of all commands. */
export function rootCommand(write: { out: (text: string) => void; err: (text: string) => void }): HejiCommand {
  return new HejiCommand('heji')
    .exitOverride()
    .configureOutput({ writeOut: write.out, writeErr: write.err, getOutHelpWidth: () => 200, getErrHelpWidth: () => 200 })
    .configureHelp({
      styleTitle: (title) => titles[title] ?? title,
      displayWidth: textWidth,
      commandUsage: (command) => `${pathOf(command)} ${chinesePlaceholders(command.usage())}`,
      subcommandTerm: (command) => [command.name(), ...command.registeredArguments.map(argumentTerm)].join(' '),
      optionDescription: ({ description, defaultValue, mandatory }) => {
        if (mandatory) return `${description}（必须写）`;
        return typeof defaultValue === 'string' || typeof defaultValue === 'number'
          ? `${description}（默认 ${defaultValue}）`
          : description;
      },
    })
    .helpOption('-h, --help', '显示帮助')
    .helpCommand('help [命令]', '显示某个命令的帮助');
}

const argumentTerm = (argument: { name(): string; required: boolean; variadic: boolean }): string => {
  const name = argument.name() + (argument.variadic ? '...' : '');
  return argument.required ? `<${name}>` : `[${name}]`;
};

const chinesePlaceholders = (usage: string): string => usage.replace('[options]', '[选项]').replace('[command]', '[命令]');

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

const complaints: readonly (readonly [RegExp, (...found: string[]) => string])[] = [
  [/unknown option '(.+?)'/, (flag) => `不认识选项 ${flag}`],
  [/unknown command '(.+?)'/, (name) => `没有命令“${name}”`],
  [/missing required argument '(.+?)'/, (name) => `缺少参数“${name}”`],
  [/required option '(.+?)' not specified/, (flags) => `缺少必须写的选项 ${flags}`],
  [/option '(.+?)' argument missing/, (flags) => `选项 ${flags} 后面缺少值`],
  [
    /option '(.+?)' argument '(.*?)' is invalid\. Allowed choices are (.+)\./,
    (flags, value, choices) => `选项 ${flags} 写的是“${value}”，可选：${choices!.replaceAll(', ', '、')}`,
  ],
  [/Expected (\d+) arguments? but got (\d+)/, (expected, got) => `参数多了：至多 ${expected} 个，写了 ${got} 个`],
];

/** The parser's English message as a Chinese sentence. */
function complaint(message: string): string {
  const suggested = /Did you mean (?:one of )?(.+?)\?/.exec(message)?.[1];
  const hint = suggested === undefined ? '' : `；是不是 ${suggested.replaceAll(', ', '、')}`;
  for (const [pattern, say] of complaints) {
    const found = pattern.exec(message);
    if (found) return `${say(...found.slice(1))}${hint}。`;
  }
  return `命令写法不对（${message}）。`;
}

function dateArgument(flag: string, text: string): string {
  if (isDate(text)) return text;
  throw new UsageFailure(`${flag} 写的是“${text}”，不是日期；请写成 2026-11-16 这样。`);
}

function wholeNumber(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageFailure(`${flag} 写的是“${text}”，应为 ${least} 到 ${most} 的整数。`);
}

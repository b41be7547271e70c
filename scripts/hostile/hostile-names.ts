/** File names, without extension, that have broken programs: as long as file systems allow, turned, hidden, reserved. */
export function hostileNames(): string[] {
  return [
    'a'.repeat(240),
    '\u00e9'.repeat(120),
    '\u{1F600}'.repeat(60),
    '\u202Egpj.exe',
    '\u2067right\u2069 to left \u05d0\u05d1',
    '..',
    '..\\..\\windows\\win',
    '.. ..',
    ' leading and trailing ',
    'CON',
    'com1.tar',
    'NUL ',
    '-rf',
    '%2e%2e%2fetc%2fpasswd',
    '<img src=x onerror=alert(1)>',
    '"; rm -rf ~',
    "'$(reboot)`reboot`",
    '{n}{name}',
    'line\nbreak\ttab',
    'zero\u200bwidth\ufeff',
    'combining' + '\u0301'.repeat(60),
    '\u{1F468}\u200d\u{1F469}\u200d\u{1F467}',
    '__proto__',
    'constructor',
  ];
}

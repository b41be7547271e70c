import { inventPerson } from './fictitious.ts';
import { line, type Scene } from './markup.ts';
import type { Seeded } from './seeded.ts';

/** ID-card-like pages, screenshots and receipts with invented people on them. */
export function pageScenes(random: Seeded): Scene[] {
  const three = [0, 1, 2].map(String);
  return [
    ...three.map((n) => ({ name: `card-${n}`, width: 1000, height: 640, html: card(random) })),
    ...three.map((n) => ({ name: `screenshot-${n}`, width: 1280, height: 800, html: screenshot(random) })),
    ...three.map((n) => ({ name: `receipt-${n}`, width: 620, height: 900, html: receipt(random) })),
  ];
}

function card(random: Seeded): string {
  const person = inventPerson(random);
  const [given = '', family = ''] = person.name.split(' ');
  const tilt = random.between(-4, 4).toFixed(1);
  return `<body style="background:hsl(${String(random.whole(20, 40))} 25% 45%)"><div style="position:absolute;left:110px;top:80px;width:780px;height:480px;border-radius:28px;background:linear-gradient(120deg,#dfe9f2,#c9dccb);font:24px sans-serif;color:#223;transform:rotate(${tilt}deg)">
    <div style="position:absolute;left:36px;top:24px;font-size:30px;font-weight:bold">${line('MEMBERSHIP CARD')}</div>
    <div style="position:absolute;left:36px;top:110px;width:200px;height:260px;background:#9fb0bd;border-radius:8px"></div>
    <div style="position:absolute;left:270px;top:104px">${line('Surname', null, 'font-size:16px')}${line(family.toUpperCase(), 'name')}${line('Given name', null, 'font-size:16px')}${line(given, 'name')}
    ${line('Date of birth', null, 'font-size:16px')}${line(person.born, 'date-of-birth')}${line('Address', null, 'font-size:16px')}${line(person.address, 'postal-address', 'font-size:20px')}</div>
    <div style="position:absolute;left:36px;bottom:20px;font:26px monospace">${line(`ID ${random.letters(2)}${random.digits(7)}`, 'document-number')}</div></div></body>`;
}

function screenshot(random: Seeded): string {
  const rows = Array.from({ length: 5 }, () => {
    const { name, email, phone } = inventPerson(random);
    return `<tr>${[line(name, 'name'), line(email, 'email'), line(phone, 'phone')].map((cell) => `<td style="padding:6px 24px 6px 0">${cell}</td>`).join('')}</tr>`;
  }).join('');
  const owner = inventPerson(random);
  return `<body style="background:#f3f4f6;font:16px sans-serif;color:#1c1f24"><div style="background:#24476b;color:#fff;padding:14px 28px;font-size:22px">${line('Customer overview')}</div>
    <div style="margin:28px;padding:24px;background:#fff;border:1px solid #d5d9df"><div style="font-size:20px;margin-bottom:10px">${line('Contacts this week')}</div><table style="border-collapse:collapse">${rows}</table></div>
    <div style="margin:28px;padding:24px;background:#fff;border:1px solid #d5d9df"><div style="font-size:20px;margin-bottom:10px">${line('Payment')}</div>${line(`Account holder: ${owner.name}`, 'name')}${line(`IBAN: ${owner.iban}`, 'iban')}${line(`Card: ${owner.card}`, 'payment-card')}${line('Status: waiting for approval')}${line('Updated by the billing service')}</div></body>`;
}

function receipt(random: Seeded): string {
  const buyer = inventPerson(random);
  const goods = ['Bread', 'Apples 1 kg', 'Oat milk', 'Coffee beans', 'Tomatoes', 'Notebook A5'];
  let total = 0;
  const items = goods.map((name) => {
    const cents = random.whole(90, 1900);
    total += cents;
    return `<div style="display:flex;justify-content:space-between">${line(name)}${line((cents / 100).toFixed(2))}</div>`;
  });
  return `<body style="background:#6d665c"><div style="position:absolute;left:70px;top:40px;width:400px;padding:30px 40px;background:#fbfaf5;font:20px monospace;color:#2a2a2a;transform:rotate(${random.between(-2, 2).toFixed(1)}deg)">
    <div style="text-align:center;font-size:24px">${line('CORNER MARKET')}</div><div style="text-align:center">${line('TAX INVOICE')}</div><div style="height:14px"></div>${items.join('')}
    <div style="border-top:2px dashed #555;margin:12px 0"></div><div style="display:flex;justify-content:space-between;font-weight:bold">${line('TOTAL')}${line((total / 100).toFixed(2))}</div>
    <div style="height:14px"></div>${line(`CARD **** **** **** ${buyer.card.slice(-4)}`)}${line(`Customer: ${buyer.name}`, 'name')}${line(`Tel: ${buyer.phone}`, 'phone')}<div style="height:14px"></div><div style="text-align:center">${line('Thank you')}</div></div></body>`;
}

/* Reads the answers of the form of a new incident as `postmortems check` reads the file, and says the same of those it
   refuses: hooks/postmortems/reading/values.py and meant.py in the browser; a test holds the two together.
   What is accepted is an object with `text`; what is not has a `message`, a `help`, and the `choices` of the help that
   can stand in the answer's place as they are. Choices are never made for the writer. */

"use strict";

const answers = (() => {
  const wrong = (message, help, ...choices) => ({ message, help, choices });
  const isWrong = answer => "message" in answer;
  const length = text => [...text].length;
  const shortened = text => length(text) <= 60 ? text : `${[...text].slice(0, 59).join("")}…`;
  const two = number => String(number).padStart(2, "0");

  // As Python quotes.
  function quoted(text) {
    const shown = shortened(text).replace(/\\/g, "\\\\");
    return shown.includes("'") && !shown.includes('"') ? `"${shown}"` : `'${shown.replace(/'/g, "\\'")}'`;
  }

  // -- times: milliseconds since 1970 of a clock reading, as if it were in UTC --

  const FORM = "write YYYY-MM-DD HH:MM, such as 2023-10-20 20:00";
  const DAY = 864e5;
  const stamp = clock => new Date(clock).toISOString().slice(0, 16).replace("T", " ");

  // Nothing where there is no such time: 2026-02-30, 24:00.
  function clockOf(day, time) {
    const clock = Date.parse(`${day}T${time}Z`);
    return stamp(clock || 0) === `${day} ${time.slice(0, 5)}` ? clock : undefined;
  }

  function minutesOf(offset) {
    if (offset === "Z") return 0;
    const [hours, minutes] = offset.slice(1).split(":").map(Number);
    const length = (offset[0] === "-" ? -1 : 1) * (60 * hours + minutes);
    return minutes < 60 && length >= -720 && length <= 840 ? length : undefined;
  }

  function offsetOf(minutes) {
    return `${minutes < 0 ? "-" : "+"}${two(Math.floor(Math.abs(minutes) / 60))}:${two(Math.abs(minutes) % 60)}`;
  }

  // Minutes from UTC, a function of the instant; nothing for a zone whose rules the browser does not know.
  function offsetsIn(zone) {
    const fixed = zone === "UTC" ? 0 : /^[+-]\d\d:\d\d$/.test(zone) ? minutesOf(zone) : undefined;
    if (fixed !== undefined) return () => fixed;
    try {
      const parts = ["year", "month", "day", "hour", "minute", "second"];
      const format = new Intl.DateTimeFormat("en", {
        timeZone: zone, hourCycle: "h23", ...Object.fromEntries(parts.map(part => [part, "numeric"])),
      });
      return instant => {
        const found = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, Number(value)]));
        return (Date.UTC(found.year, found.month - 1, ...parts.slice(2).map(part => found[part])) - instant) / 6e4;
      };
    } catch {
      return undefined;
    }
  }

  function time(text, zone = "UTC") {
    const found = text.match(
      /^(?<about>~)?(?:(?<day>\d{4}-\d\d-\d\d) )?(?<time>\d\d:\d\d(?<seconds>:\d\d)?)(?<offset>Z|[+-]\d\d:\d\d)?$/
    )?.groups;
    const instead = (message, { help, choices } = meant(text) ?? { help: FORM, choices: [] }) =>
      wrong(message, help, ...choices);
    if (!found) return instead(`${quoted(text)} is not a time`);
    if (!found.day) {
      return wrong(`${quoted(text)} says no day`, `write the day too: ${found.about ?? ""}YYYY-MM-DD ${found.time}`);
    }
    const clock = clockOf(found.day, found.time);
    if (clock === undefined) return instead(`there is no ${text}`);
    const year = new Date(clock).getUTCFullYear();
    if (year < 1900 || year > 2199) return wrong(`the year ${year} is out of range`, "write a year from 1900 to 2199");
    const answer = instant => ({ text, day: found.day, instant, exact: Boolean(found.seconds) });
    if (found.offset) {
      const minutes = minutesOf(found.offset);
      if (minutes !== undefined) return answer(clock - minutes * 6e4);
      return wrong(`no place is ${found.offset} from UTC`, "write an offset from -12:00 to +14:00, or Z");
    }
    const offset = offsetsIn(zone);
    if (!offset) return answer(clock);
    const [before, after] = [offset(clock - DAY), offset(clock + DAY)];
    const fits = [...new Set([before, after])].filter(one => offset(clock - one * 6e4) === one);
    if (!fits.length) {
      const near = [after, before].map(one => clock - one * 6e4).map(at => stamp(at + offset(at) * 6e4));
      return wrong(
        `${stamp(clock)} does not exist in ${zone}: clocks went forward over it`,
        `perhaps ${near.join(" or ")}`, ...near,
      );
    }
    if (fits.length > 1) {
      const [first, second] = fits.map(one => stamp(clock) + offsetOf(one));
      return wrong(
        `${stamp(clock)} comes twice in ${zone}: clocks went back`,
        `write ${first} (the first) or ${second} (the second)`, first, second,
      );
    }
    return answer(clock - fits[0] * 6e4);
  }

  // Two times compare at the coarser of their precisions.
  function end(text, zone, start) {
    const answer = time(text, zone);
    if (!start || isWrong(start)) return answer;
    if (isWrong(answer)) return dated(answer, zone, start);
    const [from, to] = [start, answer].map(one => start.exact && answer.exact ? one.instant : one.instant - one.instant % 6e4);
    if (to > from) return answer;
    return wrong("the end is not after the start", to === from
      ? "for less than a minute write seconds in both, such as 20:00:10 and 20:00:40" : "write the later time");
  }

  // An end that says no day is offered with that of the start or, where it would not be after it, the next.
  function dated(answer, zone, start) {
    const days = [0, DAY].map(later => stamp(Date.parse(`${start.day}T00:00Z`) + later).slice(0, 10));
    const choices = [];
    const help = answer.help.replace(/~?YYYY-MM-DD \d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:\d\d)?/g, form => {
      const choice = days.map(day => form.replace("YYYY-MM-DD", day)).find(one => !isWrong(end(one, zone, start)));
      if (choice) choices.push(choice);
      return choice ?? form;
    });
    return choices.length ? wrong(answer.message, help, ...choices) : answer;
  }

  // -- which time was meant --

  const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
  const MONTH = String.raw`(?<name>${MONTHS.join("|")})[a-z]*\.?`;
  const YEAR = String.raw`(?<y>(?:19|20|21)\d\d)`;
  // Each finds a day written in some way; that with `a` and `b` does not say which of the two is the month.
  const DAYS = [
    String.raw`${YEAR}[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2})`,
    String.raw`${YEAR}(?<m>\d{2})(?<d>\d{2})`,
    String.raw`(?<d>\d{1,2})\.(?<m>\d{1,2})\.${YEAR}`,
    String.raw`(?<a>\d{1,2})[-/](?<b>\d{1,2})[-/]${YEAR}`,
    String.raw`(?<d>\d{1,2})(?:st|nd|rd|th|\.)?[ -](?:of )?${MONTH},?[ -]${YEAR}`,
    String.raw`${MONTH} (?<d>\d{1,2})(?:st|nd|rd|th)?,? ${YEAR}`,
  ].map(pattern => new RegExp(String.raw`(?<!\d)${pattern}(?!\d)`, "i"));
  const CLOCK = new RegExp(
    String.raw`(?<![\d.:+-])(?<h>\d{1,2})(?:\s?[:.h]\s?(?<m>\d{2})(?::(?<s>\d{2}))?(?:[.,]\d+)?)?` +
    String.raw`\s*(?<half>[ap]\.?m\b\.?)?(?![\d:])`, "gi",
  );
  const COMPACT = /^T?(?<h>[01]\d|2[0-3])(?<m>[0-5]\d)(?<s>[0-5]\d)?$/;
  const OFFSET = /(?<=\d)\s?(?:(?<utc>Z|UTC|GMT)|(?<o>[+-]\d{2}:?\d{2}|\+\d{2}))$/;
  const ABOUT = /^\s*(?:~|≈|ca\b\.?|c\.|about\b|around\b|approx[a-z]*\.?|circa\b|roughly\b)/i;
  const ABBREVIATION = /(?<![A-Za-z])(?!AM\b|PM\b)[A-Z]{2,5}(?![A-Za-z])/;

  function meant(text) {
    if (length(text) > 60) return undefined;
    const plain = text.normalize("NFKC").replace(/[\u2010-\u2013\u2212]/g, "-");
    if (/^1\d{9}$/.test(plain)) {
      const stated = `${new Date(plain * 1e3).toISOString().slice(0, 19).replace("T", " ")}Z`;
      return { help: `write ${stated}, or the same in the zone of the report`, choices: [stated] };
    }
    const short = [...plain.matchAll(/(?<=\d:)\d(?![\d:])/g)];
    if (short.length === 1) return either(plain, short[0]);
    const { days, rest } = takeDay(plain);
    if (days?.length === 0) return undefined;
    const offset = rest.match(OFFSET);
    const left = (offset ? rest.slice(0, offset.index) : rest)
      .replace(/\b(?:noon|midday)\b/gi, "12:00").replace(/\bmidnight\b/gi, "00:00");
    const clocks = clocksOf(left.trim());
    if (clocks.length > 1) return { help: "write one time; the end of a stretch goes into `until`", choices: [] };
    const about = ABOUT.test(plain) ? "~" : "";
    if (!clocks.length) {
      if (!days && /\p{Nd}/u.test(plain)) return undefined;
      return { help: days
        ? `add the time of day: ${days[0]} HH:MM, with ~ in front where it is not exact`
        : "write the nearest time that is known as YYYY-MM-DD HH:MM, with ~ in front where it is not exact", choices: [] };
    }
    const written = (days ?? [""]).map(day => writtenAs(clocks[0], day, offset));
    if (written.includes(undefined)) return undefined;
    if (written.some(one => one.endsWith("24:00"))) {
      const next = days ? `${stamp(Date.parse(`${days[0]}T00:00Z`) + DAY)}` : "YYYY-MM-DD 00:00";
      return { help: `the end of a day is 00:00 of the next: write ${next}`, choices: days ? [next] : [] };
    }
    const choices = written.map(one => about + one);
    const zone = ABBREVIATION.test(left.replace("T", " ")) ? "; the zone goes into `timezone`" : "";
    return { help: `write ${choices.join(" or ")}${zone}`, choices: days ? choices : [] };
  }

  // Of minutes of one digit: a nought is missing, before it or behind it.
  function either(text, { 0: digit, index }) {
    const found = [...new Set([`0${digit}`, `${digit}0`])]
      .map(minutes => meant(text.slice(0, index) + minutes + text.slice(index + 1))).filter(Boolean);
    if (!found.length) return undefined;
    const [heads, [tail]] = [0, 1].map(part => found.map(({ help }) => help.split(/(?=; )/)[part] ?? ""));
    return {
      help: [...new Set(heads)].join(" or ").replaceAll(" or write ", " or ") + tail,
      choices: found.flatMap(({ choices }) => choices),
    };
  }

  // The days a text may state (nothing: it names none; empty: none that exists), and the text without them.
  function takeDay(text) {
    for (const pattern of DAYS) {
      const found = text.match(pattern);
      if (!found) continue;
      const { y, m, d, a, b, name } = found.groups;
      const month = name ? MONTHS.indexOf(name.toLowerCase()) + 1 : m;
      const pairs = !a ? [[month, d]] : Number(a) === Number(b) ? [[a, b]] : [[b, a], [a, b]];
      const days = pairs.map(pair => [y, ...pair.map(two)].join("-")).filter(day => clockOf(day, "00:00") !== undefined);
      return { days, rest: `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}` };
    }
    return { rest: text };
  }

  function clocksOf(text) {
    const compact = text.match(COMPACT);
    // A number alone, without minutes or a half of the day, is no clock time.
    return compact ? [compact] : [...text.matchAll(CLOCK)].filter(({ groups }) => groups.m || groups.half);
  }

  function writtenAs({ groups: { h, m = 0, s, half } }, day, offset) {
    let hour = Number(h);
    if (half && hour >= 1 && hour <= 12) hour = hour % 12 + (/^p/i.test(half) ? 12 : 0);
    if (hour * 3600 + m * 60 + Number(s ?? 0) > DAY / 1e3 || m > 59 || s > 59) return undefined;
    const digits = offset?.groups.o?.replace(":", "").padEnd(5, "0");
    const zone = digits ? `${digits.slice(0, 3)}:${digits.slice(3)}` : offset ? "Z" : "";
    return `${day || "YYYY-MM-DD"} ${two(hour)}:${two(m)}${s ? `:${s}` : ""}${zone}`;
  }

  // -- zones --

  function zone(text, names, abbreviations) {
    const offset = /^[+-]\d\d:\d\d$/.test(text);
    if (text === "UTC" || names.includes(text) || (offset && minutesOf(text) !== undefined)) return { text };
    if (offset) return wrong(`no place is ${text} from UTC`, "write an offset from -12:00 to +14:00, or an IANA name");
    const [help, ...choices] = zoneMeant(text, names, abbreviations);
    return wrong(`${quoted(text)} is not a time zone`, help, ...choices);
  }

  function zoneMeant(text, names, abbreviations) {
    const general = "write an IANA name such as Africa/Nairobi, UTC, or an offset such as +03:00";
    if (length(text) > 60) return [general];
    const upper = text.toUpperCase();
    if (["UTC", "Z", "ZULU", "ETC/UTC", "UTC+0", "GMT+0", "+00"].includes(upper)) return ["write UTC", "UTC"];
    if (Object.hasOwn(abbreviations, upper)) {
      const found = abbreviations[upper];
      const several = found.length > 1 ? "may mean several zones" : "is not a zone";
      return [`an abbreviation ${several}: write ${found.join(" or ")}`, ...found];
    }
    const loose = text.match(/^(?:UTC|GMT)?\s*(?<sign>[+-]?)(?<h>\d{1,2})(?::?(?<m>\d{2}))?$/i)?.groups;
    if (loose) {
      const offset = `${loose.sign || "+"}${two(loose.h)}:${loose.m ?? "00"}`;
      return [`write ${offset}`, offset];
    }
    if (upper.startsWith("ETC/GMT")) return ["the signs of Etc/ zones are turned round: write an offset such as +03:00"];
    const squeezed = text.replace(/\s*\/\s*/g, "/").replaceAll(" ", "_").toLowerCase();
    const cities = new Map(), whole = new Map();
    for (const name of names) {
      const city = name.split("/").pop().toLowerCase();
      if (!cities.has(city)) cities.set(city, name);
      whole.set(name.toLowerCase(), name);
    }
    const same = whole.get(squeezed) ?? cities.get(squeezed);
    if (same) return [`write ${same}`, same];
    const near = whole.get(nearest(squeezed, whole.keys(), 0.75)) ?? cities.get(nearest(squeezed, cities.keys(), 0.8));
    return near ? [`did you mean ${near}?`, near] : [general];
  }

  // The word most like another, where any is so alike: 1 is the same. Reckoned as Python's difflib does.
  function nearest(word, known, least) {
    let best = least, found;
    for (const one of known) {
      const alike = 2 * shared(one, word) / (one.length + word.length);
      if (alike > best || (alike === best && !(found > one))) [best, found] = [alike, one];
    }
    return found;
  }

  // The letters of the longest stretch that two words share, and of those on either side of it.
  function shared(a, b) {
    let most = 0, left, right;
    for (let i = 0; i < a.length; i++) {
      for (let j = 0; j < b.length; j++) {
        let n = 0;
        while (i + n < a.length && j + n < b.length && a[i + n] === b[j + n]) n++;
        if (n > most) [most, left, right] = [n, i, j];
      }
    }
    if (!most) return 0;
    return most + shared(a.slice(0, left), b.slice(0, right)) + shared(a.slice(left + most), b.slice(right + most));
  }

  // -- shares --

  function share(text) {
    if (text === "unknown") return { text };
    const found = text.match(
      /^(?:~ ?|(?<word>over|under) )?(?<n>(?:0|[1-9]\d{0,2})(?:\.\d{1,4})?) ?%(?: of (?<of>\S.*))?$/
    )?.groups;
    if (!found) {
      const [help, ...choices] = shareMeant(text);
      return wrong(`${quoted(text)} is not a share of users`, help, ...choices);
    }
    const { word, n, of } = found;
    if (n > 100) {
      const help = "write a share from 0% to 100%; how many people that is goes into `users_count`";
      return wrong(`${n} % is more than all users`, help);
    }
    if ((word === "over" && Number(n) === 100) || (word === "under" && Number(n) === 0)) {
      return wrong(`there is no share ${word} ${n} %`, `write ${n}%`, `${n}%`);
    }
    if (of && length(of) > 60) {
      return wrong(`what it is a share of has ${length(of)} characters`, "name it in 60 characters at most");
    }
    return { text };
  }

  const LEADS = {
    "~": ["~", "≈", "about", "around", "approx.", "approx", "approximately", "roughly", "circa", "ca.", "ca"],
    "over ": [">", "over", "more than", "above"],
    "under ": ["<", "under", "less than", "below"],
  };
  const LEAD_OF = new Map(Object.entries(LEADS).flatMap(([lead, words]) => words.map(word => [word, lead])));
  const LEAD = `(?<lead>${[...LEAD_OF.keys()].sort((a, b) => b.length - a.length).join("|").replaceAll(".", "\\.")})?\\s*`;
  const SHARE = new RegExp(
    String.raw`^${LEAD}(?<whole>\d{0,3})(?:\.(?<part>\d{1,4})|,(?<comma>\d{1,2}))?` +
    String.raw`\s*(?:%|percent|per cent)(?:\s+of\s+(?<of>\S.*))?$`, "i",
  );
  const COUNT = new RegExp(String.raw`^${LEAD}(?<n>0|[1-9]\d{0,14})$`, "i");
  const PEOPLE = /^(?<lead>[^\d%]*?)(?<n>\d{1,3}(?:[,. _']\d{3})+|\d+)(?<who>\s+(?!of\b|out\b|in\b|to\b|per)[a-z][a-z -]*)?$/i;
  const leadOf = found => LEAD_OF.get(found.lead?.toLowerCase()) ?? "";

  // Nothing where the text may mean several shares, or none.
  function certainShare(text) {
    if (text.toLowerCase() === "unknown") return "unknown";
    const found = text.match(SHARE)?.groups;
    const part = found && (found.part ?? found.comma);
    if (!found || !(found.whole || part)) return undefined;
    const number = (found.whole.replace(/^0+/, "") || "0") + (part ? `.${part}` : "");
    const written = `${leadOf(found)}${number}%${found.of ? ` of ${found.of.trim()}` : ""}`;
    return isWrong(share(written)) ? undefined : written;
  }

  // A number of people that stands in place of a share, in the form of a count.
  function people(text) {
    const found = text.match(PEOPLE)?.groups;
    const digits = found?.n.replace(/\D/g, "");
    if (!found || (!found.who && Number(digits) <= 100)) return undefined;
    const counted = (found.lead + digits).trim().match(COUNT)?.groups;
    return counted && leadOf(counted) + counted.n;
  }

  function shareMeant(text) {
    const certain = certainShare(text);
    if (certain) return [`write ${certain}`, certain];
    const general = "write 70%, ~70%, over 70%, under 1%, ~50% of requests, or unknown";
    const bare = text.toLowerCase();
    if (length(bare) > 60) return [general];
    const unknown = ["?", "n/a", "na", "none", "tbd", "tba", "unknown", "unclear", "-", "? %", "unkown", "not known"];
    if (unknown.includes(bare)) return ["write unknown where it is not known, 0% where nobody was affected", "unknown", "0%"];
    if (["all", "everyone", "everybody", "all users", "100", "full"].includes(bare)) return ["write 100%", "100%"];
    if (bare.match(/\d+(?:[.,]\d+)?/g)?.length > 1) {
      return [/[-–]|to|and|\//.test(bare)
        ? "write one share: the largest, with under or ~ in front where it is not exact" : general];
    }
    const counted = people(bare);
    if (counted) {
      return [`how many people that is goes into \`users_count: ${counted}\`; here write their share, or unknown`, "unknown"];
    }
    const found = bare.match(
      /(?<sign>[<>]|over|under|about|around|approx\.?|almost|nearly|up to|~|≈)?\s*(?<n>\d{1,3}(?:[.,]\d{1,4})?)\s*(?:%|percent|per cent)?$/
    )?.groups;
    if (!found) return [general];
    if (/^0[.,]\d+$/.test(bare)) {
      const part = bare.replace(",", ".");
      const hundredfold = `${Number((part * 100).toFixed(4))}%`;
      return [`write ${hundredfold}, or ${part}% where less than one in a hundred is meant`, hundredfold, `${part}%`];
    }
    const number = found.n.replace(",", ".").replace(/^0+(?=\d)/, "");
    if (number > 100) return [general];
    const leads = { "<": "under ", under: "under ", almost: "under ", nearly: "under ", ">": "over ", over: "over " };
    const written = `${found.sign ? leads[found.sign] ?? "~" : ""}${number}%`;
    return [`write ${written}`, written];
  }

  // -- words --

  // Accents go, their letters stay.
  const slugOf = title => title.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

  function slug(text, most) {
    if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text) && text.length <= most) return { text };
    const message = `${quoted(text)} is not a slug: a to z, digits and single hyphens, ${most} characters at most`;
    const near = text.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-/, "").slice(0, most).replace(/-$/, "");
    return near ? wrong(message, `write ${near}`, near) : wrong(message, "write a word such as login-page");
  }

  function title(text, most) {
    const unseen = text.match(/(?!\u200c|\u200d)[\p{Cc}\p{Cf}\p{Co}\p{Cn}\p{Cs}\p{Zl}\p{Zp}]/u)?.[0].codePointAt(0);
    if (unseen) {
      return wrong(`U+${unseen.toString(16).toUpperCase().padStart(4, "0")} in the title cannot be seen`, "delete it");
    }
    if (length(text) <= most) return { text };
    return wrong(`the title has ${length(text)} characters; the limit is ${most}`, `take ${length(text) - most} away`);
  }

  return { end, isWrong, nearest, share, slug, slugOf, time, title, wrong, zone };
})();

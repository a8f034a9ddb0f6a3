/** Cities whose clocks people name, by their IANA zone. */
const CITIES: Readonly<Record<string, string>> = {
  'Europe/London': 'London Edinburgh Manchester Bristol Cardiff Glasgow UK British', 'Europe/Dublin': 'Dublin', 'Europe/Lisbon': 'Lisbon Porto',
  'Europe/Berlin': 'Berlin Hamburg Munich München Cologne Köln Frankfurt Stuttgart Leipzig German', 'Europe/Paris': 'Paris Lyon Marseille French', 'Europe/Madrid': 'Madrid Barcelona Valencia',
  'Europe/Rome': 'Rome Milan Turin', 'Europe/Amsterdam': 'Amsterdam Rotterdam Utrecht Dutch', 'Europe/Brussels': 'Brussels Ghent', 'Europe/Vienna': 'Vienna Wien', 'Europe/Zurich': 'Zurich Zürich Geneva Bern Swiss',
  'Europe/Prague': 'Prague Brno', 'Europe/Warsaw': 'Warsaw Kraków Krakow Gdańsk', 'Europe/Copenhagen': 'Copenhagen', 'Europe/Stockholm': 'Stockholm Gothenburg', 'Europe/Oslo': 'Oslo Bergen',
  'Europe/Helsinki': 'Helsinki', 'Europe/Tallinn': 'Tallinn', 'Europe/Riga': 'Riga', 'Europe/Vilnius': 'Vilnius', 'Europe/Kyiv': 'Kyiv Lviv', 'Europe/Bucharest': 'Bucharest', 'Europe/Sofia': 'Sofia',
  'Europe/Athens': 'Athens', 'Europe/Budapest': 'Budapest', 'Europe/Belgrade': 'Belgrade', 'Europe/Zagreb': 'Zagreb', 'Europe/Istanbul': 'Istanbul Ankara', 'Europe/Moscow': 'Moscow', 'Atlantic/Reykjavik': 'Reykjavik Reykjavík',
  'America/New_York': 'New_York Boston Washington Atlanta Miami Philadelphia Eastern', 'America/Toronto': 'Toronto Ottawa Montreal Montréal', 'America/Chicago': 'Chicago Dallas Houston Austin Central', 'America/Denver': 'Denver Mountain',
  'America/Phoenix': 'Phoenix', 'America/Los_Angeles': 'Los_Angeles San_Francisco Seattle Portland San_Diego Pacific', 'America/Vancouver': 'Vancouver', 'America/Halifax': 'Halifax', 'America/Mexico_City': 'Mexico_City',
  'America/Sao_Paulo': 'São_Paulo Sao_Paulo Rio_de_Janeiro Brasília Brasilia', 'America/Argentina/Buenos_Aires': 'Buenos_Aires', 'America/Santiago': 'Santiago', 'America/Bogota': 'Bogotá Bogota', 'America/Lima': 'Lima',
  'Africa/Lagos': 'Lagos Abuja', 'Africa/Nairobi': 'Nairobi', 'Africa/Johannesburg': 'Johannesburg Cape_Town', 'Africa/Cairo': 'Cairo', 'Africa/Accra': 'Accra', 'Africa/Casablanca': 'Casablanca', 'Africa/Kampala': 'Kampala',
  'Asia/Dubai': 'Dubai', 'Asia/Jerusalem': 'Jerusalem Tel_Aviv', 'Asia/Karachi': 'Karachi Lahore', 'Asia/Kolkata': 'Kolkata Mumbai Delhi Bangalore Bengaluru Chennai Hyderabad Pune Indian', 'Asia/Kathmandu': 'Kathmandu',
  'Asia/Dhaka': 'Dhaka', 'Asia/Bangkok': 'Bangkok', 'Asia/Ho_Chi_Minh': 'Hanoi', 'Asia/Jakarta': 'Jakarta', 'Asia/Singapore': 'Singapore', 'Asia/Kuala_Lumpur': 'Kuala_Lumpur', 'Asia/Manila': 'Manila', 'Asia/Hong_Kong': 'Hong_Kong',
  'Asia/Shanghai': 'Shanghai Beijing Shenzhen', 'Asia/Taipei': 'Taipei', 'Asia/Seoul': 'Seoul Korean', 'Asia/Tokyo': 'Tokyo Osaka Japanese Japan', 'Australia/Sydney': 'Sydney Melbourne', 'Australia/Brisbane': 'Brisbane', 'Australia/Adelaide': 'Adelaide',
  'Australia/Perth': 'Perth', 'Pacific/Auckland': 'Auckland Wellington', 'Pacific/Honolulu': 'Honolulu',
} // prettier-ignore

const ZONES: ReadonlyMap<string, string> = new Map(
  Object.entries(CITIES).flatMap(([zone, cities]) =>
    cities.split(' ').map((city) => [city.replaceAll('_', ' '), zone] as const),
  ),
)

/** Longer names first, so that none is cut short by another. */
export const CITY = `(?:${[...ZONES.keys()].toSorted((a, b) => b.length - a.length).join('|')})`

/** The IANA zone of a city's clocks. */
export function zoneOfCity(city: string): string | undefined {
  return ZONES.get(city)
}

const SAID = new RegExp(String.raw`(?<![\p{L}/])(${CITY})(?![\p{L}/])`, 'u')

/** The zone of the first city that words about clocks name: "local time in Berlin", "all times Eastern". */
export function cityZoneIn(words: string): string | undefined {
  return zoneOfCity(SAID.exec(words)?.[1] ?? '')
}

// What a query and an address may narrow by.
export const FIELDS = ["country", "topic", "year", "lang", "publisher", "by"];


const parts = (colour) => colour.match(/[\d.]+/g).map(Number);
const light = ([r, g, b]) => [r, g, b].map((one) => one / 255)
  .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
  .reduce((sum, one, place) => sum + one * [0.2126, 0.7152, 0.0722][place], 0);
const ground = (element) => {
  const colour = parts(getComputedStyle(element).backgroundColor);
  return (colour[3] ?? 1) === 0 && element.parentElement ? ground(element.parentElement) : colour;
};
return Array.from(document.querySelectorAll(".faults, .faults *"), (element) => {
  const [one, other] = [light(parts(getComputedStyle(element).color)), light(ground(element))];
  return [element.tagName, (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)];
});

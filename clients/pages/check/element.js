/** Makes elements out of text alone. */

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {...(string | Node)} parts
 * @returns {HTMLElementTagNameMap[Name]}
 */
export function element(name, className, ...parts) {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  made.append(...parts);
  return made;
}

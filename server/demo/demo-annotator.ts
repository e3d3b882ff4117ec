/** The name of the person whom the demo campaign comes with. */
export const demoAnnotator = "Demo annotator";

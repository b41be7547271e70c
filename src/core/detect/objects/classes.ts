/** Classes of the object network that are used, with their place in the COCO list of 80. */
export const OBJECT_CLASSES = [
  { name: 'person', index: 0 },
  { name: 'bicycle', index: 1 },
  { name: 'car', index: 2 },
  { name: 'motorcycle', index: 3 },
  { name: 'bus', index: 5 },
  { name: 'train', index: 6 },
  { name: 'truck', index: 7 },
] as const;

/** A class of the object network that is used. */
export type ObjectClass = (typeof OBJECT_CLASSES)[number]['name'];

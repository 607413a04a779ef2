/** Properties and units, their import, title documents. @module */
export {
  addUnits,
  changeProperty,
  changeUnit,
  getProperty,
  getUnit,
  listUnitHolds,
  listUnitTenancies,
  type PropertyChanges,
  type UnitChanges,
  type UnitHold,
  type UnitTenancy,
  type UnitWithProperty,
} from "./keeping.ts";
export {
  addProperty,
  addUnit,
  listProperties,
  listPropertyOccupancy,
  listStates,
  listUnitOccupancy,
  listUnits,
  moveProperty,
  type NewProperty,
  type NewUnit,
  type NigerianState,
  type Property,
  type PropertyOccupancy,
  type Unit,
  type UnitOccupancy,
} from "./properties.ts";
export {
  type ImportColumn,
  importColumns,
  type ImportedRow,
  importProperties,
  type ImportReport,
  type ImportRow,
  parsePropertyCsv,
  requiredImportColumns,
} from "./property_import.ts";
export { removeProperty, removeUnit } from "./removing.ts";
export { type ImportPreview, previewImport } from "./import_preview.ts";
export { undoImport, type UndoneImport } from "./undo_import.ts";
export {
  addTitleDocument,
  type CorrectedTitleDocument,
  correctTitleDocument,
  linkToTitleScan,
  listTitleDocuments,
  type NewTitleDocument,
  reviewTitleDocument,
  type TitleDocument,
  titleDocumentsToReview,
  uploadTitleScan,
} from "./title_documents.ts";

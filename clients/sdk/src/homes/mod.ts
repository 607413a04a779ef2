/** Properties and units, their import, title documents. @module */
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
  type ImportedRow,
  importProperties,
  type ImportReport,
  type ImportRow,
  parsePropertyCsv,
} from "./property_import.ts";
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

/** Documents and who may read them. @module */
export {
  addDocument,
  type Document,
  type DocumentAccess,
  type DocumentSubject,
  downloadDocument,
  listDocumentAccess,
  listDocuments,
  listReadableDocuments,
  type NewDocument,
  retireDocument,
  shareDocument,
  unshareDocument,
} from "./documents.ts";

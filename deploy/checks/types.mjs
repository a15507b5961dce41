// Kubernetes' own types over our objects. A field that does not exist there (a typing error, mostly) is a complaint, as is a wrong type.
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './read.mjs';

const modulePath = ({ apiVersion, kind }) => `kubernetes-models/${apiVersion}/${kind}`;

/** Sentences of the compiler, each with the object it is about. */
export function typeComplaints(objects) {
  const name = join(root, 'deploy/checks/objects.generated.ts');
  const source = objects.map((object, i) => `import type { I${object.kind} as T${i} } from '${modulePath(object)}';\nexport const o${i}: T${i} = ${JSON.stringify(object)};`).join('\n');
  const options = { noEmit: true, strict: true, skipLibCheck: true, types: [], module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext };
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (file) => file === name || fileExists(file);
  host.readFile = (file) => (file === name ? source : readFile(file));
  host.getSourceFile = (file, ...rest) => (file === name ? ts.createSourceFile(file, source, rest[0]) : getSourceFile(file, ...rest));
  const program = ts.createProgram([name], options, host);
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const line = diagnostic.file?.fileName === name ? diagnostic.file.getLineAndCharacterOfPosition(diagnostic.start).line : 0;
    const object = objects[Math.floor(line / 2)];
    return `${object?.kind} ${object?.metadata.name}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`;
  });
}

/** What the types cannot say: ranges, patterns, required combinations. */
export async function valueComplaints(objects) {
  const complaints = [];
  for (const object of objects) {
    const Model = (await import(modulePath(object)))[object.kind];
    try {
      new Model(object).validate();
    } catch (error) {
      complaints.push(`${object.kind} ${object.metadata.name}: ${error.message}`);
    }
  }
  return complaints;
}

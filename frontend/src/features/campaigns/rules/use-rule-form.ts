import { useForm, type FieldValues } from "react-hook-form";

/** A card's form over what is stored. When somebody else changes that, what this person has typed stays and the rest follows. */
export const useRuleForm = <T extends FieldValues>(values: T) =>
  useForm<T>({ values, resetOptions: { keepDirtyValues: true, keepDirty: true } });

import { Trash2 } from "lucide-react";
import { useState } from "react";
import { useLocation } from "wouter";
import type { Import } from "@/api/types";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Button } from "@/components/ui/button";
import { useDeleteImport } from "../mutations";

export function DeleteImport({ job }: { job: Import }) {
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState(false);
  const remove = useDeleteImport(job.id);
  return (
    <>
      <Button variant="danger-outline" disabled={remove.isPending} onClick={() => setAsked(true)}>
        <Trash2 />
        Delete import
      </Button>
      <ConfirmDialog
        open={asked}
        onOpenChange={setAsked}
        title={`Delete the import of ${job.fileName}?`}
        confirm="Delete the import"
        dismiss="Keep it"
        danger
        onConfirm={() => remove.mutate(undefined, { onSuccess: () => navigate("/imports") })}
      >
        The uploaded file and its error rows are removed. People that came in stay.
      </ConfirmDialog>
    </>
  );
}
